import { randomUUID } from 'node:crypto';
import { ocpi, unknownObject, type PlainAnswer } from '../http/answer.js';
import type { RecordedRequest } from '../http/recorded-request.js';
import type { SimulatedPlatform } from '../platform.js';
import { asObject, asObjects, ownerOf, type OcpiObject } from './json-objects.js';
import { ObjectStore } from './object-store.js';
import { tokenOf211 } from './objects-2-1-1.js';
import { nextPage, pageOf } from './paged-list.js';
import { sampleToken } from './sample-objects.js';
import { ignoreSteps, StepFailed, takeStep, type Actor, type StepListener } from './step.js';

/** What may be said about a simulated provider. */
export interface ProviderOptions {
  readonly platform: SimulatedPlatform;
  /** As `NL/ABC`; the platform's first party unless told otherwise. */
  readonly party?: string;
  /** The uids of its customers' cards. */
  readonly cards?: readonly string[];
  /** How many objects it asks for at once. */
  readonly pageLimit?: number;
  /** How long it waits for the result of a command, in ms. */
  readonly resultWithinMs?: number;
  readonly onStep?: StepListener;
}

const DEFAULT_RESULT_WITHIN_MS = 10_000;

/**
 * Behaves like an e-mobility provider: pulls locations, owns tokens and answers for them, commands charges, keeps the sessions,
 * CDRs, locations and tariffs it is sent.
 */
export class MobilityProvider {
  readonly platform: SimulatedPlatform;
  readonly party: string;
  readonly tokens: readonly OcpiObject[];
  readonly sessions = new ObjectStore();
  readonly locations = new ObjectStore();
  readonly tariffs = new ObjectStore();
  /** By their path below the cdrs endpoint. */
  readonly cdrs = new Map<string, OcpiObject>();
  private readonly actor: Actor;

  constructor(private readonly options: ProviderOptions) {
    const { platform, party = platform.party, cards = ['04AABBCCDDEE80'], onStep = ignoreSteps } = options;
    this.party = party;
    this.platform = platform;
    this.actor = { platform, onStep };
    this.tokens = cards.map((uid) => sampleToken(party, uid, Date.now()));
    this.teach();
  }

  /** All locations of an operator, page by page along the Links. */
  async pullLocations(operator: string): Promise<readonly OcpiObject[]> {
    const { pageLimit } = this.options;
    const locations: OcpiObject[] = [];
    let next: string | null = null;
    do {
      const aim = next === null ? { module: 'locations', interfaceRole: 'SENDER' as const } : { url: next };
      const query = next === null && pageLimit !== undefined ? { query: `limit=${pageLimit}` } : {};
      const page = await takeStep(this.actor, {
        attempt: `pull locations of ${operator}`,
        request: { method: 'GET', ...aim, ...query, from: this.party, to: operator },
        tell: ({ envelope, headers }) => {
          const count = asObjects(envelope?.data).length;
          return `pull locations of ${operator}: ${count} of ${String(headers['x-total-count'])} came`;
        },
      });
      locations.push(...asObjects(page.envelope?.data));
      next = nextPage(page.headers.link);
    } while (next !== null);
    return locations;
  }

  /** A card as the version in use has it. */
  private inUse(token: OcpiObject): OcpiObject {
    return this.platform.version === '2.1.1' ? tokenOf211(token) : token;
  }

  /** Sends a card to an operator. OCPI 2.2.1, Tokens > Receiver interface. */
  async pushToken(token: OcpiObject, operator: string): Promise<void> {
    const uid = String(token['uid']);
    await takeStep(this.actor, {
      attempt: `push card ${uid} to ${operator}`,
      request: {
        ...{ method: 'PUT', module: 'tokens', interfaceRole: 'RECEIVER', body: this.inUse(token) },
        path: `/${this.party}/${encodeURIComponent(uid)}`,
        ...{ from: this.party, to: operator },
      },
      tell: ({ status }) => `push card ${uid} to ${operator}: answered ${status}`,
    });
  }

  /** Starts a charge; resolves with the CommandResultType that came to the response_url. */
  async startSession(
    operator: string,
    at: { readonly location: OcpiObject; readonly token: OcpiObject },
  ): Promise<string> {
    const evse = asObjects(at.location['evses'])[0];
    const { id: location_id } = at.location;
    return this.command('START_SESSION', operator, {
      token: this.inUse(at.token),
      location_id,
      evse_uid: evse?.['uid'],
    });
  }

  /** Stops a charge; resolves with the CommandResultType that came to the response_url. */
  async stopSession(operator: string, sessionId: string): Promise<string> {
    return this.command('STOP_SESSION', operator, { session_id: sessionId });
  }

  /** Sends a command and waits for its asynchronous result. OCPI 2.2.1, Commands > Flow. */
  async command(command: string, operator: string, body: OcpiObject): Promise<string> {
    const { platform, resultWithinMs = DEFAULT_RESULT_WITHIN_MS } = this.options;
    const uid = randomUUID();
    const response_url = `${platform.endpointUrl('commands', 'SENDER').replace(/\/$/, '')}/${command}/${uid}`;
    const answer = await takeStep(this.actor, {
      attempt: `${command} at ${operator}`,
      request: {
        ...{ method: 'POST', module: 'commands', interfaceRole: 'RECEIVER', path: `/${command}` },
        ...{ body: { response_url, ...body }, from: this.party, to: operator },
      },
      tell: ({ envelope }) => `${command} at ${operator}: ${String(asObject(envelope?.data)['result'])}`,
    });
    const response = String(asObject(answer.envelope?.data)['result']);
    if (response !== 'ACCEPTED') throw new StepFailed(`${command} at ${operator}`, `the operator said ${response}`);
    const callback = { module: 'commands', method: 'POST', path: `/${command}/${uid}` };
    const result = await platform.received.waitFor(callback, 1, resultWithinMs);
    return String(asObject(result.json)['result']);
  }

  private teach(): void {
    const { platform, pageLimit } = this.options;
    platform.teach({ module: 'tokens', interfaceRole: 'SENDER', method: 'GET' }, (request) =>
      pageOf(
        this.tokens.map((token) => this.inUse(token)),
        request,
        { listUrl: platform.endpointUrl('tokens', 'SENDER'), maxLimit: pageLimit },
      ),
    );
    platform.teach({ module: 'tokens', interfaceRole: 'SENDER', method: 'POST', path: /\/authorize$/ }, (request) =>
      this.authorization(request),
    );
    platform.teach({ module: 'sessions', interfaceRole: 'RECEIVER' }, (request) => this.sessions.answer(request));
    platform.teach({ module: 'locations', interfaceRole: 'RECEIVER' }, (request) => this.locations.answer(request));
    platform.teach({ module: 'tariffs', interfaceRole: 'RECEIVER' }, (request) => this.tariffs.answer(request));
    platform.teach({ module: 'cdrs', interfaceRole: 'RECEIVER', method: 'POST' }, (request) => this.keepCdr(request));
    platform.teach({ module: 'cdrs', interfaceRole: 'RECEIVER', method: 'GET' }, (request) => this.storedCdr(request));
    platform.teach({ module: 'commands', interfaceRole: 'SENDER', method: 'POST' }, ocpi());
  }

  /** An unknown card is 404 and 2004, a known one gets its answer. OCPI 2.2.1, Tokens > POST. */
  private authorization(request: RecordedRequest): PlainAnswer {
    const uid = decodeURIComponent(request.rest.slice(1).replace(/\/authorize$/, ''));
    const token = this.tokens.find((entry) => entry['uid'] === uid);
    const is211 = this.platform.version === '2.1.1';
    if (!token) return unknownObject(is211 ? 2000 : 2004, `there is no token ${uid}`);
    const answer = { allowed: token['valid'] === true ? 'ALLOWED' : 'BLOCKED', location: request.json };
    return ocpi(is211 ? answer : { ...answer, token, authorization_reference: randomUUID() });
  }

  /** Where a CDR can be read again is ours to say. OCPI 2.2.1, CDRs > POST. */
  private keepCdr(request: RecordedRequest): PlainAnswer {
    const { platform } = this.options;
    const cdr = asObject(request.json);
    const owner = this.platform.version === '2.1.1' ? '' : `/${ownerOf(cdr)}`;
    const path = `${owner}/${encodeURIComponent(String(cdr['id']))}`;
    this.cdrs.set(path, cdr);
    const location = `${platform.endpointUrl('cdrs', 'RECEIVER').replace(/\/$/, '')}${path}`;
    return ocpi(undefined, { status: 201, headers: ['Location', location] });
  }

  private storedCdr(request: RecordedRequest): PlainAnswer {
    const cdr = this.cdrs.get(request.rest);
    return cdr ? ocpi(cdr) : unknownObject(2003, `there is no CDR at ${request.rest}`);
  }
}
