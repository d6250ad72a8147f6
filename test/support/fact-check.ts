import { readFileSync } from 'node:fs';
import type { OcpiVersion } from '@busbar/ocpi';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly card: '1' | '?' | '*' | '+';
  readonly maxLength: number | null;
}

interface Facts {
  readonly objects: Readonly<Record<string, { readonly fields: readonly Field[] }>>;
  readonly enums: Readonly<Record<string, { readonly open: boolean; readonly values: readonly string[] }>>;
  readonly types: Readonly<
    Record<string, { readonly json?: string; readonly maxLength?: number; readonly pattern?: string }>
  >;
}

const loaded = new Map<OcpiVersion, Facts>();

/**
 * What a value lacks to be an object of this type by the specification's tables: a missing or unknown field, a wrong type, a text
 * that is too long, an unknown word. Empty when nothing does. Conditions between fields are not known.
 */
export function faultsIn(value: unknown, type: string, version: OcpiVersion): readonly string[] {
  return faultsAt(value, { type, path: type, facts: factsOf(version), maxLength: null });
}

interface Place {
  readonly type: string;
  readonly path: string;
  readonly facts: Facts;
  readonly maxLength: number | null;
}

function faultsAt(value: unknown, place: Place): readonly string[] {
  const { type, path, facts } = place;
  const fields = facts.objects[type]?.fields;
  if (fields === undefined) return faultsOfText(value, place);
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  const object = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(object).filter((key) => !fields.some(({ name }) => name === key));
  return [
    ...unknown.map((key) => `${path}.${key} is not defined`),
    ...fields.flatMap((field) => faultsOfField(object[field.name], field, place)),
  ];
}

function faultsOfField(value: unknown, field: Field, parent: Place): readonly string[] {
  const place = { ...parent, type: field.type, path: `${parent.path}.${field.name}`, maxLength: field.maxLength };
  const isRequired = field.card === '1' || field.card === '+';
  if (value === undefined || value === null) return isRequired ? [`${place.path} is missing`] : [];
  if (field.card === '1' || field.card === '?') return faultsAt(value, place);
  if (!Array.isArray(value) || (isRequired && value.length === 0)) return [`${place.path} is no list`];
  return value.flatMap((one) => faultsAt(one, place));
}

function faultsOfText(value: unknown, { type, path, facts, maxLength }: Place): readonly string[] {
  const words = facts.enums[type];
  if (words) return words.open || words.values.includes(String(value)) ? [] : [`${path} is ${String(value)}`];
  const { json = 'string', maxLength: longest = Infinity, pattern = '.*' } = facts.types[type] ?? {};
  const isType = json === 'integer' ? Number.isInteger(value) : typeof value === json;
  if (!isType) return [`${path} is no ${json}`];
  if (typeof value !== 'string') return [];
  if (value.length > (maxLength ?? longest)) return [`${path} is longer than ${maxLength ?? longest}`];
  return new RegExp(`^(?:${pattern})$`).test(value) ? [] : [`${path} does not read like ${type}`];
}

function factsOf(version: OcpiVersion): Facts {
  const known = loaded.get(version);
  if (known) return known;
  const facts = JSON.parse(readFileSync(`libs/ocpi/facts/${version}.json`, 'utf8')) as Facts;
  loaded.set(version, facts);
  return facts;
}
