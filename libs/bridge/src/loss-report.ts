// What the bridge does to each object, from the rules and the facts it works with: the tables of docs/bridging.md.
import { loadFactBase, type FieldTable, type ObjectTable, type VersionTables } from '@busbar/ocpi';
import { isFree, stricterChecks } from './engine/judge.js';
import { fieldOf, isListField, isRequired } from './engine/object-plan.js';
import type { FieldRule, ObjectRules, StepRules } from './engine/rules.js';
import { NEIGHBOURS } from './steps/index.js';

interface Direction {
  readonly from: VersionTables;
  readonly to: VersionTables;
  readonly rules: StepRules;
}

interface Subject {
  readonly direction: Direction;
  readonly source: ObjectTable;
  readonly target: ObjectTable;
  readonly rules: ObjectRules;
}

/** One row: field of the source, what becomes of it, and how. */
type Row = readonly [field: string, becomes: string, how: string];

/** The generated part of docs/bridging.md: one table for each direction between neighbours. */
export async function lossReport(): Promise<string> {
  const { tables } = await loadFactBase();
  const directions = NEIGHBOURS.flatMap(({ older, newer, up, down }) => [
    { from: tables[older], to: tables[newer], rules: up },
    { from: tables[newer], to: tables[older], rules: down },
  ]);
  return directions.map(describeDirection).join('\n');
}

function describeDirection(direction: Direction): string {
  const { from, to } = direction;
  const rows = subjectsOf(direction).flatMap(([name, subject]) =>
    rowsOf(subject).map((row) => `| ${[name, ...row].join(' | ')} |`),
  );
  const absent = Object.keys(from.objects).filter((name) => to.objects[name] === undefined && name !== 'CommandResult');
  const lines = [
    `## From ${from.version} to ${to.version}`,
    '',
    '| Object | Field | There | How |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...absent.map((name) => `| ${name} | | none | part of nothing that can be said in ${to.version} |`),
    '',
  ];
  return lines.join('\n');
}

/** Objects of both sides, and those that become one of another name. */
function subjectsOf(direction: Direction): readonly (readonly [string, Subject])[] {
  const { from, to, rules } = direction;
  const same = Object.keys(from.objects).map((name) => [name, name] as const);
  const other = Object.keys(rules)
    .filter((key) => key.includes('>'))
    .map((key) => key.split('>') as [string, string]);
  return [...same, ...other].flatMap(([name, targetName]) => {
    const [source, target] = [from.objects[name], to.objects[targetName]];
    if (source === undefined || target === undefined) return [];
    const key = name === targetName ? name : `${name}>${targetName}`;
    const label = name === targetName ? name : `${name} → ${targetName}`;
    return [[label, { direction, source, target, rules: rules[key] ?? {} }] as const];
  });
}

function rowsOf(subject: Subject): readonly Row[] {
  const { source, target, rules } = subject;
  const fields = source.fields.flatMap((field) => {
    const rule = rules.fields?.[field.name];
    return rule === undefined ? byFacts(subject, field) : [byRule(field, rule)];
  });
  const said = new Set(Object.values(rules.fields ?? {}).flatMap((rule) => ('to' in rule ? rule.to : [])));
  const needed = target.fields.filter((field) => {
    const own = fieldOf(source, field.name);
    return (
      isRequired(field) &&
      !(own !== undefined && isRequired(own)) &&
      (!said.has(field.name) || rules.fills?.[field.name])
    );
  });
  const ends = (rules.endsSay ?? []).map((says): Row => ['', '', says]);
  return [...fields, ...needed.map((field): Row => ['', field.name, `filled: ${fillOf(subject, field)}`]), ...ends];
}

function fillOf({ source, rules }: Subject, field: FieldTable): string {
  const own = fieldOf(source, field.name) === undefined ? '' : 'where it is missing: ';
  const fill = rules.fills?.[field.name];
  if (fill !== undefined) return own + fill.says;
  const none = isFree(field) || (field.checks ?? []).some(([name]) => name.endsWith('OrNa'));
  return `${own}bridge_defaults.${field.name}, else ${none ? '#NA' : 'refused'}`;
}

function byRule(field: FieldTable, rule: FieldRule): Row {
  switch (rule.kind) {
    case 'renamed':
      return [field.name, rule.to, rule.says ?? 'the same under another name'];
    case 'worded':
      return [field.name, rule.to ?? field.name, `replaced: ${rule.says}`];
    case 'reshaped':
      return [field.name, rule.to, rule.says];
    case 'spread':
      return [field.name, rule.to.join(', '), rule.says];
    case 'sieved':
      return [field.name, field.name, `left out: ${rule.says}`];
    case 'gone':
      return [field.name, '', rule.isCarried ? rule.says : `dropped: ${rule.says}`];
    case 'refusing':
      return [field.name, '', `refused: ${rule.reason}${rule.unless ? '; dropped where it means nothing' : ''}`];
  }
}

function byFacts(subject: Subject, field: FieldTable): readonly Row[] {
  const { direction, target, rules } = subject;
  const there = fieldOf(target, field.name);
  if (there === undefined) return [[field.name, '', 'dropped']];
  const isNeeded = isRequired(there) || (rules.essential?.includes(field.name) ?? false);
  const lost =
    isListField(field) && !(rules.essential?.includes(field.name) ?? false)
      ? 'left out'
      : isNeeded
        ? 'refused'
        : 'dropped';
  const words = missingWords(direction, field, there);
  if (words !== null) return words === '' ? [] : [[field.name, field.name, `${lost}: ${words}`]];
  const stricter = stricterChecks(field.checks ?? [], there.checks ?? []).map(
    ([name, bound]) => RULE[name] ?? (bound === undefined ? name : `${bound} characters`),
  );
  if (stricter.length === 0) return [];
  return [
    [
      field.name,
      field.name,
      `${canFit(direction, field, there) ? 'replaced to fit' : `${lost} unless`}: ${stricter.join(', ')}`,
    ],
  ];
}

/** Words of the source that the target does not have; null where the field is no enum. */
function missingWords({ from, to }: Direction, field: FieldTable, there: FieldTable): string | null {
  const [own, other] = [field.enum && from.enums[field.enum], there.enum && to.enums[there.enum]];
  if (!own || !other) return null;
  if (other.isOpen) return '';
  const missing = own.values.filter((word) => !other.values.includes(word));
  return [...missing, ...(own.isOpen ? ['words of one’s own'] : [])].join(', ');
}

function canFit({ to }: Direction, field: FieldTable, there: FieldTable): boolean {
  const names = stricterChecks(field.checks ?? [], there.checks ?? []).map(([name]) => name as string);
  if (names.some((name) => name === 'isWholeDateTime' || name.endsWith('6'))) return true;
  const isText = (field.checks ?? []).some(([name]) => name === 'isPrintableText') && isFree(there);
  const isIdThere = (there.checks ?? []).some(([name]) => name === 'isAsciiText') && to.version !== '2.1.1';
  return isText && !isIdThere;
}

/** Checks in words. */
const RULE: Readonly<Record<string, string>> = {
  isAsciiText: 'printable ASCII',
  isWholeDateTime: 'whole seconds',
  isLatitude6: 'six decimals',
  isLongitude6: 'six decimals',
  isThreeCapitals: 'three capitals',
  isTimeZone: 'a time zone',
  isLocalDate: 'a day as YYYY-MM-DD',
};
