import { hidesFromOldVersions } from '@busbar/bridge';
import { isPublicModule, ocpiDateTime, type OcpiVersion, type PartyId } from '@busbar/ocpi';
import type { Platform } from '../registry.js';
import type { DeliveryContent } from '../delivery/delivery.js';
import { timeOfMessageId } from '../message-id.js';
import { endpointOf, isInBoth, partiesOf, queryWith } from './bridged-endpoint.js';
import type { BridgeCount } from './bridge-counts.js';
import { bridgeBetween } from './bridges.js';
import { MAX_OBJECT_VALUES, readJudged } from './read-json.js';
import { translateRequest, type BridgingPorts } from './translate.js';

/** What a delivery says in the version of its receiver, or why it says nothing to him. */
export type CrossedDelivery =
  | { readonly kind: 'content'; readonly content: DeliveryContent }
  /** It is not for his eyes: nothing has failed. */
  | { readonly kind: 'withheld'; readonly reason: string }
  | { readonly kind: 'undeliverable'; readonly reason: string };

/** Whom a delivery goes to. */
export interface DeliveryReceiver {
  readonly platform: Platform;
  readonly version: OcpiVersion;
  readonly to: PartyId | null;
}

/** One message goes to many platforms of one version, and again after a failure. */
const MAX_REMEMBERED = 256;
const MAX_REMEMBERED_BYTES = 16 * 1024 * 1024;

interface Remembered {
  readonly crossed: CrossedDelivery;
  /** What it cost, to be counted for each platform that gets it. */
  readonly costs: readonly BridgeCount[];
  readonly bytes: number;
}

/** Brings deliveries to the versions of their receivers; what was translated lately is remembered. */
export class DeliveryCrossings {
  private readonly remembered = new Map<string, Remembered>();
  private rememberedBytes = 0;

  constructor(private readonly ports: BridgingPorts) {}

  /** Everything but body, method and path stays as it is. */
  async cross(content: DeliveryContent, receiver: DeliveryReceiver): Promise<CrossedDelivery | 'database-lost'> {
    const name = nameOf(content, receiver);
    const known = this.remembered.get(name);
    if (known !== undefined) {
      const { id: platformId } = receiver.platform;
      if (known.costs.length > 0) this.ports.bridgeCounts.count(known.costs.map((cost) => ({ ...cost, platformId })));
      return known.crossed;
    }
    const costs: BridgeCount[] = [];
    const crossed = await this.translate(content, receiver, costs);
    if (crossed === 'database-lost') return crossed;
    if (costs.length > 0) this.ports.bridgeCounts.count(costs);
    const bytes = crossed.kind === 'content' ? (crossed.content.body?.length ?? 0) : 0;
    // What is missing now may have been seen when it is tried again.
    if (crossed.kind !== 'undeliverable') this.remember(name, { crossed, costs, bytes });
    return crossed;
  }

  private async translate(
    content: DeliveryContent,
    { platform, version, to }: DeliveryReceiver,
    costs: BridgeCount[],
  ): Promise<CrossedDelivery | 'database-lost'> {
    const between = `the message is OCPI ${content.version}, the platform speaks ${version}`;
    if (!isInBoth(content.module, content.version, version)) {
      return undeliverable(`${between}: nothing translates the module ${content.module}`);
    }
    const read = content.body === null ? NO_BODY : readJudged(content.body, MAX_OBJECT_VALUES);
    if (read.kind === 'unreadable') {
      return undeliverable(`${between}, and the hub cannot translate this: $ ${read.why ?? 'is no JSON'}`);
    }
    const body = read.value;
    const endpoint = endpointOf(content, body);
    if (endpoint === null) return undeliverable(`${between}: its path cannot be read`);
    const correspondents = { from: content.from ?? NOBODY, to: isPublicModule(content.module) ? null : to };
    const request = await translateRequest(
      {
        bridge: await bridgeBetween(content.version, version),
        endpoint,
        content: body,
        parties: partiesOf(content, endpoint, correspondents),
        defaults: platform.settings.bridge_defaults,
        receivedAt: ocpiDateTime(timeOfMessageId(content.messageId)),
        way: { platformId: platform.id, from: content.version, to: version, module: content.module },
      },
      { ...this.ports, bridgeCounts: { count: (counted) => costs.push(...counted) } },
    );
    if (request === 'database-lost') return request;
    if (request.kind === 'translated') {
      const written = request.body === undefined ? null : TO_UTF8.encode(JSON.stringify(request.body));
      const contentType = written === null ? null : 'application/json';
      const query = queryWith(content.query, request.tokenType);
      return { kind: 'content', content: { ...content, query, version, body: written, contentType } };
    }
    if (request.kind === 'answered') return undeliverable(`${between}, which has no such request`);
    return hidesFromOldVersions(request)
      ? { kind: 'withheld', reason: `${between}: ${request.path} ${request.reason}` }
      : undeliverable(`${between}, and the hub cannot translate this: ${request.path} ${request.reason}`);
  }

  private remember(name: string, one: Remembered): void {
    if (one.bytes > MAX_REMEMBERED_BYTES) return;
    // Lanes of one version translate it side by side: the second one replaces what the first one remembered.
    this.rememberedBytes -= this.remembered.get(name)?.bytes ?? 0;
    this.remembered.set(name, one);
    this.rememberedBytes += one.bytes;
    for (const [oldest, { bytes }] of this.remembered) {
      if (this.remembered.size <= MAX_REMEMBERED && this.rememberedBytes <= MAX_REMEMBERED_BYTES) return;
      this.remembered.delete(oldest);
      this.rememberedBytes -= bytes;
    }
  }
}

const NO_BODY = { kind: 'read', value: undefined } as const;
const TO_UTF8 = new TextEncoder();
const NOBODY: PartyId = { countryCode: '', partyId: '' };

function undeliverable(reason: string): CrossedDelivery {
  return { kind: 'undeliverable', reason };
}

/** What a translation depends on beyond the message: the version, what fills gaps, and of what is personal the other side. */
function nameOf({ messageId, module }: DeliveryContent, { platform, version, to }: DeliveryReceiver): string {
  const other = isPublicModule(module) || to === null ? '' : `${to.countryCode}/${to.partyId}`;
  return `${messageId} ${version} ${other} ${JSON.stringify(platform.settings.bridge_defaults)}`;
}
