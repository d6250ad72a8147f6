import { ocpi, unknownObject, type PlainAnswer } from '../http/answer.js';
import type { RecordedRequest } from '../http/recorded-request.js';
import type { SimulatedPlatform } from '../platform.js';
import { CommandReceiver } from './command-receiver.js';
import { asObject, asObjects, type OcpiObject } from './json-objects.js';
import { ObjectStore } from './object-store.js';
import { connectorOf211, evseOf211, locationOf211, tariffOf211 } from './objects-2-1-1.js';
import { pageOf } from './paged-list.js';
import type { Pace } from './running-charge.js';
import { sampleLocation, sampleTariff } from './sample-objects.js';
import { ignoreSteps, takeStep, type Actor, type StepListener } from './step.js';

/** What may be said about a simulated operator. */
export interface OperatorOptions {
  readonly platform: SimulatedPlatform;
  /** As `NL/ABC`; the platform's first party unless told otherwise. */
  readonly party?: string;
  /** How many locations it has; 3 unless told otherwise. */
  readonly locations?: number;
  readonly pace?: Pace;
  /** The most objects on a page of its lists. */
  readonly pageLimit?: number;
  readonly onStep?: StepListener;
}

const DEFAULT_PACE: Pace = { stepMs: 50, kwhPerStep: 1.5 };

/**
 * Behaves like a charge point operator: shows locations, tariffs, sessions and CDRs, keeps the tokens it is sent, carries out
 * commands and bills for what was charged.
 */
export class ChargePointOperator {
  readonly party: string;
  readonly locations: readonly OcpiObject[];
  /** The cards it was told of. */
  readonly tokens = new ObjectStore(2004);
  readonly commands: CommandReceiver;
  private readonly actor: Actor;

  constructor(private readonly options: OperatorOptions) {
    const { platform, party = platform.party, locations = 3, pace = DEFAULT_PACE, onStep = ignoreSteps } = options;
    const nowMs = Date.now();
    this.party = party;
    this.actor = { platform, onStep };
    this.locations = Array.from({ length: locations }, (_, index) => sampleLocation(party, index + 1, nowMs));
    this.commands = new CommandReceiver({
      ...{ actor: this.actor, party, pace, locations: this.locations },
      tariff: () => this.inUse(tariffOf211, sampleTariff(party, nowMs, platform.version)),
      version: () => platform.version,
    });
    this.teach(() => [this.inUse(tariffOf211, sampleTariff(party, nowMs, platform.version))]);
  }

  /** Asks a provider whether a card may charge at a location now. OCPI 2.2.1, Tokens > Real-time authorization. */
  async authorize(uid: string, provider: string, location: OcpiObject): Promise<OcpiObject> {
    const answer = await takeStep(this.actor, {
      attempt: `real-time authorization of card ${uid}`,
      request: {
        ...{ method: 'POST', module: 'tokens', interfaceRole: 'SENDER' },
        path: `/${encodeURIComponent(uid)}/authorize`,
        query: 'type=RFID',
        body: { location_id: location['id'] },
        ...{ from: this.party, to: provider },
      },
      tell: ({ envelope }) => `real-time authorization of card ${uid}: ${String(asObject(envelope?.data)['allowed'])}`,
    });
    return asObject(answer.envelope?.data);
  }

  /** Sends a location to whoever it may concern. OCPI 2.2.1, Locations > Receiver interface. */
  async pushLocation(location: OcpiObject, to: string): Promise<void> {
    const id = String(location['id']);
    await takeStep(this.actor, {
      attempt: `push location ${id}`,
      request: {
        ...{ method: 'PUT', module: 'locations', interfaceRole: 'RECEIVER', from: this.party, to },
        ...{ path: `/${this.party}/${encodeURIComponent(id)}`, body: this.inUse(locationOf211, location) },
      },
      tell: ({ status }) => `push location ${id}: answered ${status}`,
    });
  }

  /** The object as the version in use has it. */
  private inUse(of211: (object: OcpiObject) => OcpiObject, object: OcpiObject): OcpiObject {
    return this.options.platform.version === '2.1.1' ? of211(object) : object;
  }

  private teach(tariffs: () => readonly OcpiObject[]): void {
    const { platform } = this.options;
    const charges = (): readonly { session: OcpiObject; cdr: OcpiObject | null }[] => [
      ...this.commands.charges.values(),
    ];
    this.teachList('locations', () => this.locations.map((location) => this.inUse(locationOf211, location)));
    this.teachList('tariffs', tariffs);
    this.teachList('sessions', () => charges().map(({ session }) => session));
    this.teachList('cdrs', () => charges().flatMap(({ cdr }) => (cdr === null ? [] : [cdr])));
    platform.teach({ module: 'locations', interfaceRole: 'SENDER', method: 'GET', path: /./ }, (request) =>
      this.oneLocation(request),
    );
    platform.teach({ module: 'tokens', interfaceRole: 'RECEIVER' }, (request) => this.tokens.answer(request));
    platform.teach({ module: 'commands', interfaceRole: 'RECEIVER', method: 'POST' }, (request) =>
      this.commands.answer(request),
    );
  }

  private teachList(module: string, objects: () => readonly OcpiObject[]): void {
    const { platform, pageLimit } = this.options;
    platform.teach({ module, interfaceRole: 'SENDER', method: 'GET', path: '' }, (request) =>
      pageOf(objects(), request, { listUrl: platform.endpointUrl(module, 'SENDER'), maxLimit: pageLimit }),
    );
  }

  /** `/{location_id}[/{evse_uid}[/{connector_id}]]`. OCPI 2.2.1, Locations > Sender interface. */
  private oneLocation(request: RecordedRequest): PlainAnswer {
    const [id, evseUid, connectorId] = request.rest.slice(1).split('/').map(decodeURIComponent);
    const location = this.locations.find((entry) => entry['id'] === id);
    const evse = asObjects(location?.['evses']).find((entry) => entry['uid'] === evseUid);
    const connector = asObjects(evse?.['connectors']).find((entry) => entry['id'] === connectorId);
    const [found, of211] =
      evseUid === undefined
        ? [location, locationOf211]
        : connectorId === undefined
          ? [evse, evseOf211]
          : [connector, connectorOf211];
    return found ? ocpi(this.inUse(of211, found)) : unknownObject(2003, `there is nothing at ${request.rest}`);
  }
}
