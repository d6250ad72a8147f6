import { makesStale, type ReplayCandidate, type WrittenObject } from '@busbar/core';
import { spellParty } from './delivery-rows.js';
import { streamHash } from './stream-hash.js';
import type { Statements } from '@busbar/database';

/** Newer writes of one object that are looked at together, the newest first: mostly the first one decides. */
const PORTION = 100;

interface Write {
  readonly contentId: number | string;
  readonly cameInAtMs: number | string;
  readonly objectKey: string;
  readonly objectPath: string;
  readonly objectWrite: WrittenObject['write'];
  readonly objectLastUpdatedMs: number | string | null;
}

/** The ids of those candidates that something newer makes stale which their receiver got or will get. */
export async function selectStale(statements: Statements, candidates: readonly ReplayCandidate[]): Promise<string[]> {
  const stale: string[] = [];
  for (const candidate of candidates) if (await isStale(statements, candidate)) stale.push(candidate.id);
  return stale;
}

async function isStale(statements: Statements, candidate: ReplayCandidate): Promise<boolean> {
  if (candidate.object.write === 'post') return false;
  let before = { atMs: Number.MAX_SAFE_INTEGER, contentId: 0 };
  for (;;) {
    const writes = await selectNewer(statements, candidate, before);
    if (writes.some((write) => makesStale(toObject(write), candidate.object))) return true;
    const oldest = writes.at(-1);
    if (oldest === undefined || writes.length < PORTION) return false;
    before = { atMs: Number(oldest.cameInAtMs), contentId: Number(oldest.contentId) };
  }
}

/** Writes of the same object that came in later, from `before` on downwards. */
function selectNewer(
  statements: Statements,
  { object, platformId, to, cameInAtMs, place }: ReplayCandidate,
  before: { readonly atMs: number; readonly contentId: number },
): Promise<Write[]> {
  return statements.select<Write>(
    `SELECT c.id AS contentId, c.accepted_at AS cameInAtMs, c.object_key AS objectKey, c.object_path AS objectPath,
       c.object_write AS objectWrite, c.object_last_updated AS objectLastUpdatedMs
     FROM delivery_contents c ${statements.by('ix_delivery_contents_object')}
     WHERE c.object_hash = ? AND c.accepted_at >= ? AND (c.accepted_at > ? OR c.id > ?)
       AND c.accepted_at <= ? AND (c.accepted_at < ? OR c.id < ?)
       AND EXISTS (SELECT 1 FROM deliveries d ${statements.by('ix_deliveries_content')}
         WHERE d.content_id = c.id AND d.lane_id = (SELECT id FROM lanes WHERE platform_id = ?)
           AND d.state IN ('pending', 'delivered') AND UPPER(COALESCE(d.to_party, '')) = ?)
     ORDER BY c.accepted_at DESC, c.id DESC LIMIT ?`,
    [
      ...[streamHash(object.key), cameInAtMs, cameInAtMs, place],
      ...[before.atMs, before.atMs, before.contentId],
      ...[platformId, (spellParty(to) ?? '').toUpperCase(), PORTION],
    ],
  );
}

function toObject({ objectKey, objectPath, objectWrite, objectLastUpdatedMs }: Write): WrittenObject {
  return {
    key: objectKey,
    path: JSON.parse(objectPath) as string[],
    write: objectWrite,
    lastUpdatedMs: objectLastUpdatedMs === null ? null : Number(objectLastUpdatedMs),
  };
}
