import type { Agreements } from '@busbar/core';
import { agreementView } from './agreements-document.js';

/** Agreements as YAML that {@link readYaml} reads: one line for each name of an agreement, texts quoted as in JSON. */
export function writeAgreementsYaml({ policy, withoutAgreement, items }: Agreements): string {
  const lines = [`default: ${policy}`, `without_agreement: ${withoutAgreement}`];
  if (items.length === 0) lines.push('items: []');
  else lines.push('items:', ...items.map((item) => itemLines(agreementView(item))));
  return `${lines.join('\n')}\n`;
}

function itemLines(view: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(view).map(([name, value]) => `${name}: ${inOneLine(value)}`);
  return `  - ${lines.join('\n    ')}`;
}

function inOneLine(value: unknown): string {
  return Array.isArray(value) ? `[${value.map((text) => JSON.stringify(text)).join(', ')}]` : JSON.stringify(value);
}
