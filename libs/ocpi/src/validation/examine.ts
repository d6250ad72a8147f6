import type { OcpiVersion } from '../versions.js';
import { conditionsOn } from './conditions.js';
import type { Fields } from './fields.js';
import type { EnumTable, FieldTable, JsonType, ObjectTable, VersionTables } from './tables.js';
import { brokenCheck } from './value-checks.js';
import { describe, type Findings } from './violation.js';

/** A value that is looked at, and where it stands. */
interface Place {
  readonly value: unknown;
  readonly path: string;
  /** The section that describes the field. */
  readonly section: string;
}

/**
 * Finds what is wrong with an object that its validator refused, in the order of the specification's tables. It says the same as the
 * validator, more slowly and in words, and stops when the findings are full.
 */
export class Examiner {
  constructor(
    private readonly tables: VersionTables,
    private readonly findings: Findings,
  ) {}

  /** Looks at an object of the given name, whole or, in a PATCH, in part. */
  object(name: string, at: { readonly value: unknown; readonly path: string; readonly isPatch?: boolean }): void {
    const table = this.tables.objects[name];
    if (table === undefined || this.findings.isFull) return;
    const { value, path, isPatch = false } = at;
    const fields = asFields(value);
    if (fields === null) return this.note('type', { value, path, section: table.section });
    const required = requiredFields(table, isPatch);
    for (const field of table.fields)
      this.field(field, { fields, path, section: table.section, isRequired: required(field) });
    for (const condition of conditionsOn(this.tables.version as OcpiVersion, name) ?? []) {
      const breach = condition.breach(fields, isPatch);
      if (breach !== null)
        this.findings.add({ path: path + breach, rule: condition.id, section: condition.section, found: 'object' });
    }
  }

  /** Looks at one value that is described like a field: data that is no object, or a parameter of the URL. */
  single(field: FieldTable, place: Place): void {
    if (field.object !== undefined) return this.object(field.object, place);
    if (!isOfType(place.value, field.type)) return this.note('type', place);
    if (field.enum !== undefined) return this.word(this.tables.enums[field.enum], place);
    const broken = brokenCheck(place.value as string | number, field.checks ?? []);
    if (broken !== null) this.note(broken.rule, { ...place, section: broken.section ?? place.section });
  }

  private field(
    field: FieldTable,
    of: { readonly fields: Fields; readonly path: string; readonly section: string; readonly isRequired: boolean },
  ): void {
    if (this.findings.isFull) return;
    const value = of.fields[field.name];
    const place = { value, path: `${of.path}.${field.name}`, section: of.section };
    const isOptional = field.card === '?' || field.card === '*';
    if (value === undefined) {
      if (of.isRequired) this.note('required', place);
    } else if (value === null) {
      if (!isOptional) this.note('required', place);
    } else if (field.card === '1' || field.card === '?') {
      this.single(field, place);
    } else {
      this.list(field, place);
    }
  }

  /** Looks at a list and each of its items. */
  list(field: FieldTable, place: Place): void {
    if (!Array.isArray(place.value)) return this.note('list', place);
    if (place.value.length === 0 && field.card === '+') this.note('not-empty', place);
    for (const [index, value] of place.value.entries()) {
      if (this.findings.isFull) return;
      this.single(field, { ...place, value, path: `${place.path}[${index}]` });
    }
  }

  private word(table: EnumTable | undefined, place: Place): void {
    if (table === undefined || table.isOpen || table.values.includes(place.value as string)) return;
    this.note('enum', { ...place, section: table.section });
  }

  private note(rule: string, { path, section, value }: Place): void {
    this.findings.add({ path, rule, section, found: describe(value) });
  }
}

function requiredFields(table: ObjectTable, isPatch: boolean): (field: FieldTable) => boolean {
  if (isPatch) return ({ name }) => table.patch?.includes(name) ?? false;
  return ({ card }) => card === '1' || card === '+';
}

function asFields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** Numbers too large for a double arrive as infinity: they are no number that anybody could use. */
function isOfType(value: unknown, type: JsonType): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  return typeof value === type;
}
