import { Module, type DynamicModule } from '@nestjs/common';
import { Handshake, Journey, PeerRegistration } from '@busbar/core';
import { BoundHandshake } from './bound-handshake.js';
import { BoundJourney } from './bound-journey.js';
import { KeptHandshakeTraces } from './kept-handshake-traces.js';
import { ROUTING_OPTIONS, type RoutingOptions } from './routing-options.js';

/** Binds every port to its adapter and offers the journey, and registration for the operator's side, as providers. */
@Module({})
export class RoutingModule {
  static register(options: RoutingOptions): DynamicModule {
    return {
      module: RoutingModule,
      imports: options.imports,
      providers: [
        KeptHandshakeTraces,
        { provide: ROUTING_OPTIONS, useValue: options },
        BoundHandshake,
        { provide: Handshake, useFactory: (ports: BoundHandshake) => new Handshake(ports), inject: [BoundHandshake] },
        {
          provide: PeerRegistration,
          inject: [Handshake, BoundHandshake],
          useFactory: (handshake: Handshake, ports: BoundHandshake) => new PeerRegistration(handshake, ports),
        },
        BoundJourney,
        { provide: Journey, useExisting: BoundJourney },
      ],
      exports: [Journey, PeerRegistration, KeptHandshakeTraces],
    };
  }
}
