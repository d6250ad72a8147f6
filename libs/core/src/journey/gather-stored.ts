import { parsePartyId } from '@busbar/ocpi';
import { crossList } from '../bridging/cross-list.js';
import { refuseLostMemory } from '../bridging/lost-memory.js';
import type { KeptModule } from '../objects/object-store.js';
import type { GatheredPage, GatherPorts } from './gather-ports.js';
import type { GatherRequest } from './gather-request.js';
import { refuseIncomplete } from './incomplete-list.js';
import type { GatherPlan, Receiver, Routed } from './message.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';

/** A page that a wait could make whole is worth asking for again after so many seconds. */
const AGAIN_S = 30;

/** A page of public objects, from what was broadcast and pulled. Who is to be pulled and never was is pulled now, or the list is not whole. */
export async function gatherStored(
  message: Routed<GatherPlan>,
  { request, module }: { readonly request: GatherRequest; readonly module: KeptModule },
  ports: GatherPorts,
): Promise<GatheredPage | Refusal> {
  const missing = message.plan.sources.filter(
    (source) => source.platform.settings.pull.includes(module) && !ports.pulled.isWhole(source, module),
  );
  const incomplete = missing.length === 0 ? null : await pullNow(missing, module, ports);
  if (isRefusal(incomplete)) return incomplete;
  const page = await ports.objects.page({
    module,
    version: null,
    owners: message.plan.owners,
    fromMs: request.fromMs,
    toMs: request.toMs,
    offset: request.offset,
    limit: request.limit,
    after: request.place,
  });
  if (page === 'database-lost') {
    return refuse('database-lost', 'the hub cannot read what it keeps of this list now; try again', AGAIN_S);
  }
  const next = page.after === null ? null : { offset: request.offset + page.objects.length, place: page.after };
  const listed = page.objects.map((object) => ({ ...object, owner: parsePartyId(object.owner) }));
  const crossed = await crossList(message, listed, ports);
  if (crossed === 'database-lost') return refuseLostMemory();
  return { texts: crossed.filter((text) => text !== ''), total: page.total, next };
}

async function pullNow(
  missing: readonly Receiver[],
  module: KeptModule,
  { presence, pulled, forwardTimeoutMs }: GatherPorts,
): Promise<Refusal | null> {
  const away = missing.find(({ platform }) => presence.statusOf(platform) !== 'CONNECTED');
  if (away !== undefined) {
    return refuseIncomplete(away, `is ${presence.statusOf(away.platform)}, and the hub never had its ${module}`);
  }
  const reasons = await Promise.all(missing.map((source) => pulled.complete(source, module, forwardTimeoutMs)));
  const at = reasons.findIndex((reason) => reason !== null);
  const [source, reason] = [missing[at], reasons[at]];
  return source === undefined ? null : refuseIncomplete(source, reason ?? '');
}
