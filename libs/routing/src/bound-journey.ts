import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  Admission,
  BridgeCounts,
  BridgeMemory,
  CarriedUrls,
  CredentialsEndpoint,
  DeliveryStore,
  Handshake,
  HubClientInfoEndpoint,
  Journal,
  Journey,
  LaneScheduler,
  MessageWatch,
  ObjectStore,
  OwnerIndex,
  PulledLists,
  Sealer,
  TrafficObserver,
  VersionsEndpoint,
} from '@busbar/core';
import { BoundHandshake } from './bound-handshake.js';
import { ROUTING_OPTIONS, type RoutingOptions } from './routing-options.js';

/** The journey with every port bound to the adapter that the application provides. */
@Injectable()
export class BoundJourney extends Journey {
  constructor(
    ports: BoundHandshake,
    handshake: Handshake,
    carriedUrls: CarriedUrls,
    sealer: Sealer,
    journal: Journal,
    deliveries: DeliveryStore,
    lanes: LaneScheduler,
    objects: ObjectStore,
    owners: OwnerIndex,
    pulled: PulledLists,
    traffic: TrafficObserver,
    watch: MessageWatch,
    bridgeMemory: BridgeMemory,
    bridgeCounts: BridgeCounts,
    @Inject(ROUTING_OPTIONS) options: RoutingOptions,
  ) {
    const logger = new Logger('Journey');
    super({
      ...ports,
      parties: ports.client,
      carriedUrls,
      sealer,
      journal,
      owners,
      pulled,
      traffic,
      watch,
      bridgeMemory,
      bridgeCounts,
      giveTurn: () => setImmediate(),
      deliveries,
      lanes,
      objects,
      skipsUnchanged: options.skipsUnchanged,
      deliveryTtlMs: options.deliveryTtlMs,
      admission: new Admission(options.limits),
      configuration: [
        new VersionsEndpoint(ports.hub, ports.presence),
        new CredentialsEndpoint(handshake, ports),
        new HubClientInfoEndpoint(ports.presence, ports.hub),
      ],
      forwardTimeoutMs: options.forwardTimeoutMs,
      authorizeTimeoutMs: options.authorizeTimeoutMs,
      authorizeAny: options.authorizeAny,
      payloads: options.payloads,
      roleRules: options.roleRules,
      validation: options.validation,
      reportBug: (error, correlationId) =>
        logger.error({ event: 'message.failed_by_bug', correlation_id: correlationId, err: error }),
    });
  }
}
