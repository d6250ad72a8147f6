import type { FactBase, FieldTable, ObjectTable, VersionTables } from '@busbar/ocpi';
import { fillGenerally } from './fills.js';
import { Judge, type Translate } from './judge.js';
import {
  fieldOf,
  isListField,
  isObject,
  isRequired,
  listTranslation,
  ObjectPlan,
  type Handler,
  type Need,
} from './object-plan.js';
import type { FieldRule, ObjectRules, StepRules, Worded } from './rules.js';
import { REFUSED, type Walk } from './walk.js';

const NO_RULES: ObjectRules = {};

/** A field on its way: what is known of it on both sides and whether it may be lost. */
interface Passage {
  readonly objectName: string;
  readonly source: FieldTable;
  readonly target: FieldTable;
  readonly rules: ObjectRules;
}

/** Two neighbouring versions in one direction: the plans of their objects, each made when it is first needed. */
export class Pair {
  private readonly plans = new Map<string, ObjectPlan>();
  private readonly judge: Judge;

  constructor(
    readonly facts: FactBase,
    readonly from: VersionTables,
    readonly to: VersionTables,
    private readonly rules: StepRules,
  ) {
    this.judge = new Judge(facts, from, to);
  }

  /** How an object is translated, into one of the same name unless told otherwise; undefined where a side has no such object. */
  plan(name: string, targetName = name): ObjectPlan | undefined {
    const key = `${name}>${targetName}`;
    const known = this.plans.get(key);
    if (known !== undefined) return known;
    const [source, target] = [this.from.objects[name], this.to.objects[targetName]];
    if (source === undefined || target === undefined) return undefined;
    const rules = this.rules[key] ?? (name === targetName ? this.rules[name] : undefined) ?? NO_RULES;
    const plan = this.make({ name, source, target, rules });
    this.plans.set(key, plan);
    return plan;
  }

  private make(of: { name: string; source: ObjectTable; target: ObjectTable; rules: ObjectRules }): ObjectPlan {
    const { name, source, target, rules } = of;
    const handlers = new Map<string, Handler>();
    let isIdentity = Object.keys(rules).length === 0 && source.fields.length === target.fields.length;
    for (const field of source.fields) {
      const handler = this.handler(field, of);
      if (handler !== null) handlers.set(field.name, handler);
      else handlers.set(field.name, copying(field, fieldOf(target, field.name) ?? field));
      isIdentity &&= handler === null;
    }
    // What only the target knows by that name would be taken for its field.
    for (const { name: own } of target.fields)
      if (fieldOf(source, own) === undefined) handlers.set(own, dropping(name, own));
    const needs = target.fields.filter((field) => isRequired(field) || target.patch?.includes(field.name));
    const made = needs.map((field) => this.need(field, of));
    isIdentity &&= made.every(({ field }) => isRequired(fieldOf(source, field.name) ?? { ...field, card: '?' }));
    const asksMore = (target.patch ?? []).some((own) => !(source.patch ?? []).includes(own));
    return new ObjectPlan({ handlers, needs: made, ends: rules.ends }, isIdentity && !asksMore);
  }

  private need(
    field: FieldTable,
    { name, source, target, rules }: { name: string; source: ObjectTable; target: ObjectTable; rules: ObjectRules },
  ): Need {
    const own = fieldOf(source, field.name);
    // What the source's own version requires and the source has not is a fault of the source, not a gap between versions.
    const isFault = own !== undefined && isRequired(own);
    const general = fillGenerally({ objectName: name, field, isFault, tables: this.to, facts: this.facts });
    const ruled = rules.fills?.[field.name];
    return {
      field,
      isInPatch: target.patch?.includes(field.name) ?? false,
      fill: (walk, made) => (walk.isPartial ? undefined : ruled?.value(walk, made)) ?? general(walk),
    };
  }

  /** Null copies the field. */
  private handler(
    field: FieldTable,
    { name, target, rules }: { name: string; target: ObjectTable; rules: ObjectRules },
  ): Handler | null {
    const rule = rules.fields?.[field.name];
    const there = fieldOf(
      target,
      rule !== undefined && 'to' in rule && typeof rule.to === 'string' ? rule.to : field.name,
    );
    if (rule === undefined && there === undefined) return dropping(name, field.name);
    const passage = { objectName: name, source: field, target: there ?? field, rules };
    if (rule === undefined) return this.default(passage);
    return this.ruled(rule, passage);
  }

  private ruled(rule: FieldRule, passage: Passage): Handler | null {
    const { objectName, source, target } = passage;
    switch (rule.kind) {
      case 'renamed':
        return this.default(passage) ?? copying(source, target);
      case 'worded':
        return writing(passage, this.worded(rule, passage));
      case 'reshaped':
        return writing(passage, rule.value);
      case 'sieved':
        return this.sieved(rule, passage);
      case 'gone':
        return rule.isCarried ? () => true : dropping(objectName, source.name);
      case 'refusing':
        return (value, _, walk) => {
          const isUnset = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
          const means = !isUnset && !(rule.unless?.(value, walk) ?? false);
          if (means) walk.refuse(rule.reason);
          else if (!isUnset) walk.note({ kind: 'dropped', object: objectName, field: source.name });
          return !means;
        };
      case 'spread':
        return (value, made, walk) => value === null || rule.write(value, made, walk) !== REFUSED;
    }
  }

  private worded(rule: Worded, { objectName, source, target }: Passage): Translate {
    const known = target.enum === undefined ? undefined : this.to.enums[target.enum];
    const values = new Set<unknown>(known?.values);
    const word = (value: unknown, walk: Walk): unknown => {
      const ruled = typeof value === 'string' && Object.hasOwn(rule.words, value) ? rule.words[value] : undefined;
      if (ruled === null) return rule.silent?.includes(value as string) ? undefined : walk.refuse('no such word there');
      if (ruled === undefined && (known?.isOpen === true || values.has(value))) return value;
      const other = ruled ?? rule.otherwise;
      if (other === undefined) return walk.refuse(`no such ${target.enum ?? 'word'} in OCPI ${this.to.version}`);
      walk.note({ kind: 'replaced', object: objectName, field: source.name, detail: other });
      return other;
    };
    return isListField(source)
      ? listTranslation(word, { ...this.listOf(objectName, source, target), isWhole: false })
      : word;
  }

  private listOf(objectName: string, field: FieldTable, target: FieldTable) {
    return { objectName, field, target };
  }

  private sieved(rule: Extract<FieldRule, { kind: 'sieved' }>, passage: Passage): Handler {
    const { objectName, source, target } = passage;
    const inner = this.default(passage) ?? copying(source, target);
    const note = { kind: 'left-out', object: objectName, field: source.name, detail: rule.says } as const;
    return (value, made, walk) => {
      if (!Array.isArray(value)) return inner(value, made, walk);
      const kept = value.filter((item) => !isObject(item) || rule.keeps(item));
      for (let left = kept.length; left < value.length; left++) walk.note(note);
      if (kept.length === 0 && value.length > 0 && isRequired(target)) return walk.refuse(rule.says) !== REFUSED;
      return inner(kept, made, walk);
    };
  }

  /** What follows from the facts alone; null copies. */
  private default(passage: Passage): Handler | null {
    const { objectName, source, target, rules } = passage;
    if (isListField(source) !== isListField(target)) throw new Error(`${objectName}.${source.name} needs a rule`);
    const single = this.single(passage);
    const isLoosened = !isRequired(source) && isRequired(target);
    if (single === null) return source.name === target.name && !isLoosened ? null : copying(source, target);
    const isWhole = rules.essential?.includes(source.name) ?? false;
    return writing(
      passage,
      isListField(source) ? listTranslation(single, { objectName, field: source, target, isWhole }) : single,
    );
  }

  private single(passage: Passage): Translate | null {
    const { source, target } = passage;
    if (target.object === undefined && source.object === undefined) return this.judge.translationOf(passage);
    const plan = source.object === undefined ? undefined : this.plan(source.object, target.object ?? '');
    if (plan === undefined) throw new Error(`${passage.objectName}.${source.name} needs a rule`);
    return plan.isIdentity ? null : (value, walk) => plan.translate(value, walk);
  }
}

/** The value as it is; null is left to whoever fills where the target needs something. */
function copying(source: FieldTable, target: FieldTable): Handler {
  const keepsNull = !isRequired(target);
  const { name } = target;
  return (value, made) => {
    if (value !== null || keepsNull || source.card === target.card) made[name] = value;
    return true;
  };
}

/** The translated value; one that cannot be said is dropped and noted where that loses no meaning, and refuses the object elsewhere. */
function writing({ objectName, source, target, rules }: Passage, translate: Translate): Handler {
  const isNeeded = isRequired(target) || (rules.essential?.includes(source.name) ?? false);
  const keepsNull = !isRequired(target);
  const note = { kind: 'dropped', object: objectName, field: source.name } as const;
  return (value, made, walk) => {
    if (value === null || value === undefined) {
      if (keepsNull) made[target.name] = value;
      return true;
    }
    const before = walk.notes.length;
    const translated = translate(value, walk);
    if (translated === REFUSED) {
      if (isNeeded) return false;
      walk.forgetSince(before);
      walk.note({ ...note, detail: `${walk.refusal.path}${walk.refusal.path ? ': ' : ''}${walk.refusal.reason}` });
    } else if (translated !== undefined) {
      made[target.name] = translated;
    }
    return true;
  };
}

function dropping(object: string, field: string): Handler {
  const note = { kind: 'dropped', object, field } as const;
  return (value, _, walk) => {
    if (value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)) walk.note(note);
    return true;
  };
}
