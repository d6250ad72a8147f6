import { Logger, Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import {
  Admission,
  CarriedUrls,
  Clock,
  CREDENTIALS_DEADLINE_MS,
  CredentialsEndpoint,
  Handshake,
  HubClientInfoEndpoint,
  Ids,
  Journal,
  Journey,
  PartyClient,
  PartyDirectory,
  PeerDefects,
  PeerRegistration,
  PlatformStore,
  Presence,
  Sealer,
  VersionsEndpoint,
  type AdmissionLimits,
  type HandshakePorts,
  type HubIdentity,
  type PayloadPolicy,
} from '@busbar/core';
import { KeptHandshakeTraces } from './kept-handshake-traces.js';

/** What the journey is told; its ports come from the imported modules. */
export interface RoutingOptions {
  readonly hub: HubIdentity;
  readonly limits: AdmissionLimits;
  /** Deadline of an exchange with a party whose platform sets none, in ms. */
  readonly forwardTimeoutMs: number;
  readonly payloads: PayloadPolicy;
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** Binds every port to its adapter and offers the journey, and registration for the operator's side, as providers. */
@Module({})
export class RoutingModule {
  static register(options: RoutingOptions): DynamicModule {
    const { hub } = options;
    return {
      module: RoutingModule,
      imports: options.imports,
      providers: [
        KeptHandshakeTraces,
        {
          provide: HANDSHAKE_PORTS,
          inject: [Clock, Ids, PartyDirectory, PlatformStore, PartyClient, Presence, PeerDefects, KeptHandshakeTraces],
          useFactory: handshakePorts(hub, options.forwardTimeoutMs),
        },
        { provide: Handshake, inject: [HANDSHAKE_PORTS], useFactory: (ports: HandshakePorts) => new Handshake(ports) },
        {
          provide: PeerRegistration,
          inject: [Handshake, HANDSHAKE_PORTS],
          useFactory: (handshake: Handshake, ports: HandshakePorts) => new PeerRegistration(handshake, ports),
        },
        {
          provide: Journey,
          inject: [HANDSHAKE_PORTS, Handshake, CarriedUrls, Sealer, Journal],
          useFactory: journey(options),
        },
      ],
      exports: [Journey, PeerRegistration, KeptHandshakeTraces],
    };
  }
}

const HANDSHAKE_PORTS = Symbol('HandshakePorts');

function handshakePorts(hub: HubIdentity, forwardTimeoutMs: number) {
  return (
    clock: Clock,
    ids: Ids,
    directory: PartyDirectory,
    store: PlatformStore,
    client: PartyClient,
    presence: Presence,
    defects: PeerDefects,
    traces: KeptHandshakeTraces,
  ): HandshakePorts => {
    const documentsDeadlineMs = Math.min(forwardTimeoutMs, CREDENTIALS_DEADLINE_MS);
    return { hub, clock, ids, directory, store, client, presence, defects, traces, documentsDeadlineMs };
  };
}

function journey(options: RoutingOptions) {
  const logger = new Logger('Journey');
  return (
    ports: HandshakePorts,
    handshake: Handshake,
    carriedUrls: CarriedUrls,
    sealer: Sealer,
    journal: Journal,
  ): Journey =>
    new Journey({
      ...ports,
      parties: ports.client,
      carriedUrls,
      sealer,
      journal,
      admission: new Admission(options.limits),
      configuration: [
        new VersionsEndpoint(options.hub, ports.presence),
        new CredentialsEndpoint(handshake, ports),
        new HubClientInfoEndpoint(ports.presence, options.hub),
      ],
      forwardTimeoutMs: options.forwardTimeoutMs,
      payloads: options.payloads,
      reportBug: (error, correlationId) =>
        logger.error({ event: 'message.failed_by_bug', correlation_id: correlationId, err: error }),
    });
}
