import { pairKey, type Agreement, type AgreementPolicy, type Agreements, type WithoutAgreement } from '@busbar/core';
import type { WantedAgreements } from '@busbar/parties';
import { writeTime } from '../time.js';
import { agreementView } from './agreements-document.js';

/** One value in the place of another. */
interface Replaced<T> {
  readonly before: T;
  readonly after: T;
}

/** What a change of agreements adds, removes and changes. */
export interface AgreementsDifference {
  readonly policy: Replaced<AgreementPolicy> | null;
  readonly withoutAgreement: Replaced<WithoutAgreement> | null;
  readonly added: readonly Agreement[];
  readonly removed: readonly Agreement[];
  readonly changed: readonly Replaced<Agreement>[];
}

/**
 * Compares pair by pair, whatever the order: what is on one side only is added or removed, and where that is one agreement on either
 * side, it is the same one, changed.
 */
export function differenceOf(before: Agreements, after: WantedAgreements): AgreementsDifference {
  const pairs = new Map<string, { readonly removed: Agreement[]; readonly added: Agreement[] }>();
  const ofPair = ({ parties }: Agreement): { readonly removed: Agreement[]; readonly added: Agreement[] } => {
    const pair = pairKey(...parties);
    const known = pairs.get(pair) ?? { removed: [], added: [] };
    pairs.set(pair, known);
    return known;
  };
  for (const item of before.items) ofPair(item).removed.push(item);
  for (const item of after.items) ofPair(item).added.push(item);
  const added: Agreement[] = [];
  const removed: Agreement[] = [];
  const changed: Replaced<Agreement>[] = [];
  for (const pair of pairs.values()) {
    const gone = pair.removed.filter((item) => !pair.added.some((other) => isSame(item, other)));
    const come = pair.added.filter((item) => !pair.removed.some((other) => isSame(item, other)));
    const [was, ...moreGone] = gone;
    const [is, ...moreCome] = come;
    if (was && is && moreGone.length + moreCome.length === 0) changed.push({ before: was, after: is });
    else {
      added.push(...come);
      removed.push(...gone);
    }
  }
  return {
    policy: replaced(before.policy, after.policy),
    withoutAgreement: replaced(before.withoutAgreement, after.withoutAgreement),
    ...{ added, removed, changed },
  };
}

/** A difference as operators read it. */
export function differenceView(difference: AgreementsDifference): Record<string, unknown> {
  return {
    default: difference.policy,
    without_agreement: difference.withoutAgreement,
    added: difference.added.map(agreementView),
    removed: difference.removed.map(agreementView),
    changed: difference.changed.map(({ before, after }) => ({
      before: agreementView(before),
      after: agreementView(after),
    })),
  };
}

function replaced<T>(before: T, after: T): Replaced<T> | null {
  return before === after ? null : { before, after };
}

function isSame(a: Agreement, b: Agreement): boolean {
  return (
    a.fromMs === b.fromMs &&
    a.untilMs === b.untilMs &&
    a.modules.length === b.modules.length &&
    a.modules.every((module) => b.modules.includes(module))
  );
}

/** A difference as texts, for the audit trail. */
export function inWords({ policy, withoutAgreement, added, removed, changed }: AgreementsDifference): {
  readonly default: string | null;
  readonly without_agreement: string | null;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
} {
  const arrow = (replacing: Replaced<string> | null): string | null =>
    replacing && `${replacing.before} -> ${replacing.after}`;
  return {
    default: arrow(policy),
    without_agreement: arrow(withoutAgreement),
    added: added.map(words),
    removed: removed.map(words),
    changed: changed.map(({ before, after }) => `${words(before)} -> ${words(after)}`),
  };
}

function words(agreement: Agreement): string {
  const { parties, modules, fromMs, untilMs } = agreement;
  const span = `${fromMs === null ? '' : ` from ${writeTime(fromMs)}`}${untilMs === null ? '' : ` until ${writeTime(untilMs)}`}`;
  return `${parties.join(' ')}: ${modules.length === 0 ? '*' : modules.join(' ')}${span}`;
}
