import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  CREDENTIALS_DEADLINE_MS,
  Ids,
  PartyClient,
  PartyDirectory,
  PeerDefects,
  PlatformStore,
  Presence,
  type HandshakePorts,
  type HubIdentity,
} from '@busbar/core';
import { KeptHandshakeTraces } from './kept-handshake-traces.js';
import { ROUTING_OPTIONS, type RoutingOptions } from './routing-options.js';

/** The ports of registration, each bound to the adapter that the application provides. */
@Injectable()
export class BoundHandshake implements HandshakePorts {
  readonly hub: HubIdentity;
  readonly documentsDeadlineMs: number;

  constructor(
    readonly clock: Clock,
    readonly ids: Ids,
    readonly directory: PartyDirectory,
    readonly store: PlatformStore,
    readonly client: PartyClient,
    readonly presence: Presence,
    readonly defects: PeerDefects,
    readonly traces: KeptHandshakeTraces,
    @Inject(ROUTING_OPTIONS) options: RoutingOptions,
  ) {
    this.hub = options.hub;
    this.documentsDeadlineMs = Math.min(options.forwardTimeoutMs, CREDENTIALS_DEADLINE_MS);
  }
}
