import type { PartyKey } from '@busbar/ocpi';
import type { OwnerIndex } from '../objects/owner-index.js';
import {
  routeByContent,
  thingKey,
  type KnownOwners,
  type LookUp,
  type OpenCase,
  type OpenContext,
  type OpenlyRouted,
} from './open-routing.js';
import { refuse } from './refusal.js';

/** A message that names no receiver, read. */
export type UnaddressedCase = Pick<OpenCase, 'message' | 'body'>;

/**
 * Completes open routing: asks the index only where the content alone does not tell. What is asked of everybody when nobody knows it does
 * not wait for a lost database.
 */
export function findOpenReceiver(
  open: UnaddressedCase,
  { owners, ...context }: OpenContext & { readonly owners: OwnerIndex },
): OpenlyRouted | Promise<OpenlyRouted> {
  const first = routeByContent({ ...open, owners: null }, context);
  if (!isLookUp(first)) return first;
  const answers = first.things.map((thing) => owners.ownersOf(thing));
  const conclude = (known: Awaited<(typeof answers)[number]>[]): OpenlyRouted => {
    const isLost = known.includes('database-lost');
    const pairs = first.things.map((thing, index): [string, readonly PartyKey[]] => {
      const keys = known[index];
      return [thingKey(thing), keys === undefined || keys === 'database-lost' ? [] : keys];
    });
    return withOwners(open, { known: new Map(pairs), isLost, context });
  };
  return answers.some((answer) => answer instanceof Promise)
    ? Promise.all(answers.map((answer) => Promise.resolve(answer))).then(conclude)
    : conclude(answers as Awaited<(typeof answers)[number]>[]);
}

function withOwners(
  open: UnaddressedCase,
  { known, isLost, context }: { readonly known: KnownOwners; readonly isLost: boolean; readonly context: OpenContext },
): OpenlyRouted {
  const end = routeByContent({ ...open, owners: known }, context);
  if (isLookUp(end)) throw new Error('open routing asked for owners that it has');
  const isUnknown = 'refused' in end && (end.kind === 'unknown-receiver' || end.kind === 'wrong-routing');
  return isLost && isUnknown ? refuse('database-lost', 'the hub cannot look up whom this is for now', 5) : end;
}

function isLookUp(end: OpenlyRouted | LookUp): end is LookUp {
  return end.kind === 'look-up';
}
