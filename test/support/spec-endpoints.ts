import { readFileSync } from 'node:fs';
import { CONFIGURATION_MODULES, type InterfaceRole, type OcpiVersion } from '@busbar/ocpi';

/** A request that the specification defines, with ids filled in. */
export interface SpecEndpoint {
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly method: string;
  /** Below the endpoint; empty or with a leading slash. */
  readonly path: string;
  readonly hasBody: boolean;
}

interface FactFile {
  readonly modules: Readonly<Record<string, { readonly interfaces: Readonly<Record<InterfaceRole, FactRow[]>> }>>;
}
interface FactRow {
  readonly method: string;
  readonly path: string | null;
  readonly body: unknown;
}

/**
 * Every request of the functional modules of a version, from libs/ocpi/facts, with `owner` (`NL/CPO`) as owner in the URL.
 * Those aimed at a URL that the other side gave (response_url, Location of a CDR) are not among them.
 */
export function specEndpoints(version: OcpiVersion, owner: string): readonly SpecEndpoint[] {
  const facts = JSON.parse(readFileSync(`libs/ocpi/facts/${version}.json`, 'utf8')) as FactFile;
  const functional = Object.entries(facts.modules).filter(
    ([module]) => !(CONFIGURATION_MODULES as readonly string[]).includes(module),
  );
  return functional.flatMap(([module, { interfaces }]) =>
    (['SENDER', 'RECEIVER'] as const).flatMap((interfaceRole) =>
      interfaces[interfaceRole]
        .filter(({ path }) => path !== null && !path.startsWith('{response_url}'))
        .map(({ method, path, body }) => ({
          module,
          interfaceRole,
          method,
          path: fillIn(path ?? '', owner),
          hasBody: body !== null,
        })),
    ),
  );
}

/** Optional parts are given too: the longest path says most. */
function fillIn(template: string, owner: string): string {
  return template
    .replaceAll(/[[\]]/g, '')
    .replace('/{country_code}/{party_id}', `/${owner}`)
    .replaceAll(/\{(\w+)\}/g, (_whole, name: string) => `${name.toUpperCase()}-1`);
}
