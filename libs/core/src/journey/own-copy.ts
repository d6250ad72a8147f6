import { HEADER, objectMembers, partyKey } from '@busbar/ocpi';
import { crossList } from '../bridging/cross-list.js';
import { refuseLostMemory } from '../bridging/lost-memory.js';
import type { BridgingPorts } from '../bridging/translate.js';
import { childIn, LOCATION_PARTS } from '../objects/object-parts.js';
import type { ObjectStore } from '../objects/object-store.js';
import { envelopeAround } from './around-data.js';
import type { GatheredAnswer } from './gather.js';
import type { OwnCopyPlan, Routed } from './message.js';
import { refuse, type Refusal } from './refusal.js';

/** What an own object is looked up with. */
export interface OwnCopyPorts extends BridgingPorts {
  readonly objects: ObjectStore;
}

/** An answer with one object: as its owner wrote it, or translated where he spoke another version then. 404 where the hub has none. */
export async function ownCopy(message: Routed<OwnCopyPlan>, ports: OwnCopyPorts): Promise<GatheredAnswer | Refusal> {
  const { module, owner, ids } = message.plan;
  const [id, ...parts] = ids;
  const kept = await ports.objects.find({ module, owner: partyKey(owner), id });
  if (kept === 'database-lost') {
    return refuse('database-lost', 'the hub cannot read now what it keeps of this object; try again', 5);
  }
  if (kept === null)
    return refuse('unknown-object', `the hub keeps no such object in ${module}: nobody was told of it`);
  const crossed = await crossList(message, [{ ...kept, owner }], ports);
  if (crossed === 'database-lost') return refuseLostMemory();
  const [text = ''] = crossed;
  if (text === '') {
    const detail = `the hub keeps it as it was in OCPI ${kept.version}, which cannot be said in ${message.version}`;
    return refuse('untranslatable-answer', detail);
  }
  const part = parts.length === 0 || module === 'locations' ? partOf(text, parts) : null;
  if (part === null) return refuse('unknown-object', 'what the hub keeps of this object has no such part');
  return { headers: [HEADER.contentType, 'application/json'], bytes: envelopeAround(part, message.atMs) };
}

/** The text of a Location, of one of its EVSEs, or of a Connector of that; null where there is none. */
function partOf(location: string, parts: readonly string[]): string | null {
  let text = location;
  for (const [level, wanted] of parts.entries()) {
    const name = LOCATION_PARTS[level];
    const place = name === undefined ? null : childIn(text, objectMembers(text) ?? [], { ...name, wanted });
    if (place === null || place === 'broken') return null;
    text = text.slice(place.start, place.end);
  }
  return text;
}
