import type { Validators } from '../generated/catalogue.js';
import type { OcpiVersion } from '../versions.js';
import type { MessageToValidate } from './exchange.js';
import type { Violation } from './violation.js';

/** Says what is wrong with messages of one version and module; nothing for modules the version does not define. */
export type ValidateMessage = (message: MessageToValidate) => readonly Violation[];

/**
 * Loads what the messages of one module of one version need: a hub that validates nothing loads none of it. Keep the result: the second
 * call costs a look-up only, but is a promise too.
 */
export async function loadMessageValidator(version: OcpiVersion, module: string): Promise<ValidateMessage> {
  const { CATALOGUE } = await import('../generated/catalogue.js');
  const { MessageJudge } = await import('./message-judge.js');
  const catalogue = CATALOGUE[version];
  const { TABLES: tables } = await catalogue.tables();
  const table = Object.hasOwn(tables.modules, module) ? tables.modules[module] : undefined;
  if (table === undefined) return () => [];
  const ofModule = (await catalogue.validators[module]?.()) ?? {};
  const ofTransport = (await catalogue.validators['transport']?.()) ?? {};
  const validators: Validators = { ...ofModule, ...ofTransport };
  const judge = new MessageJudge({ version, module: table, tables, validators });
  return (message) => judge.validate(message);
}
