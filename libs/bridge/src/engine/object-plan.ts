import type { FieldTable, ObjectTable } from '@busbar/ocpi';
import type { JsonObject } from '../bridge.js';
import type { Translate } from './judge.js';
import type { ObjectRules } from './rules.js';
import { REFUSED, type Walk } from './walk.js';

/** What happens to one field of the source: false when it refuses the object. */
export type Handler = (value: unknown, target: Record<string, unknown>, walk: Walk) => boolean;

/** A field that the target must have, and where else it may come from. */
export interface Need {
  readonly field: FieldTable;
  /** A PATCH must have it too. */
  readonly isInPatch: boolean;
  readonly fill: (walk: Walk, target: JsonObject) => unknown;
}

/** The parts of a plan; made by Pair. */
export interface PlanParts {
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly needs: readonly Need[];
  readonly ends: ObjectRules['ends'];
}

/** How one object of one version becomes one of its neighbour. */
export class ObjectPlan {
  constructor(
    private readonly parts: PlanParts,
    /** Whether the other side says exactly the same: then the object is passed on as it is. */
    readonly isIdentity: boolean,
  ) {}

  /** The object as the target says it, or REFUSED. The source is not changed; parts that need no change are shared with it. */
  translate(value: unknown, walk: Walk, isPartial = false): unknown {
    if (!isObject(value)) return walk.refuse('is no object');
    if (this.isIdentity) return value;
    const { source, isPartial: wasPartial } = walk;
    walk.source = value;
    walk.isPartial = isPartial;
    const made = this.make(value, walk);
    walk.source = source;
    walk.isPartial = wasPartial;
    return made;
  }

  private make(source: JsonObject, walk: Walk): unknown {
    const target: Record<string, unknown> = {};
    const { handlers, needs, ends } = this.parts;
    for (const name of Object.keys(source)) {
      const handler = handlers.get(name);
      if (handler === undefined) pass(name, source[name], target);
      else if (!handler(source[name], target, walk)) return walk.below(`.${name}`);
    }
    for (const { field, isInPatch, fill } of needs) {
      if ((target[field.name] ?? undefined) !== undefined) continue;
      if (walk.isPartial && !isInPatch) continue;
      const value = fill(walk, target);
      if (value === undefined) return walk.refuse('required and nowhere to be found', `.${field.name}`);
      if (value === REFUSED) return REFUSED;
      target[field.name] = value;
    }
    return ends?.(target, walk) === REFUSED ? REFUSED : target;
  }
}

/** Assigning to `__proto__` would change what the object is, instead of what it says. */
function pass(name: string, value: unknown, target: Record<string, unknown>): void {
  if (name !== '__proto__') target[name] = value;
  else Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Whether the value is an object and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the field is a list. */
export function isListField({ card }: FieldTable): boolean {
  return card === '*' || card === '+';
}

/** Whether the field must be there. */
export function isRequired({ card }: FieldTable): boolean {
  return card === '1' || card === '+';
}

/** A list whose items are each translated; those that cannot be said are left out and noted, unless all are essential. */
export function listTranslation(
  item: Translate,
  of: {
    readonly objectName: string;
    readonly field: FieldTable;
    readonly target: FieldTable;
    readonly isWhole: boolean;
  },
): Translate {
  const note = { kind: 'left-out', object: of.objectName, field: of.field.name } as const;
  return (value, walk) => {
    if (!Array.isArray(value)) return walk.refuse('is no list');
    const made: unknown[] = [];
    for (let index = 0; index < value.length; index++) {
      const before = walk.notes.length;
      const translated = item(value[index], walk);
      if (translated !== REFUSED) {
        made.push(translated);
      } else if (of.isWhole) {
        return walk.below(`[${index}]`);
      } else {
        walk.forgetSince(before);
        if (!walk.isFull) walk.note({ ...note, detail: `[${index}]${walk.refusal.path}: ${walk.refusal.reason}` });
        if (of.target.card === '+' && made.length === 0 && index === value.length - 1) return walk.below(`[${index}]`);
      }
    }
    return made;
  };
}

/** The field of that name. */
export function fieldOf(table: ObjectTable, name: string): FieldTable | undefined {
  return table.fields.find((field) => field.name === name);
}
