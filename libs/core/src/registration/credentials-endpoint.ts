import { ConfigurationEndpoint, type ConfigurationAnswer, type ConfigurationRequest } from '../configuration.js';
import { refuse, type Refusal, type RefusalKind } from '../journey/refusal.js';
import { isNotChanged } from '../platform-store.js';
import type { HubIdentity, Presence } from '../ports.js';
import type { OcpiVersion } from '@busbar/ocpi';
import type { Platform } from '../registry.js';
import { isFailure, type HandshakeFailure, type HandshakeFault } from './handshake-failure.js';
import type { Handshake } from './handshake.js';
import { hubCredentials, type HubCredentials } from './hub-credentials.js';
import { reachableParties } from './reachable-parties.js';
import { currentPlatform, notStored, type StoringPorts } from './store-registration.js';

/** What the credentials endpoint needs besides the handshake. */
export interface CredentialsEndpointPorts extends StoringPorts {
  readonly presence: Presence;
  readonly hub: HubIdentity;
}

/** A call of this endpoint; every version has one. */
type CredentialsRequest = ConfigurationRequest & { readonly version: OcpiVersion };

/** The hub's credentials endpoint. OCPI 2.2.1, Credentials > Interfaces and endpoints. */
export class CredentialsEndpoint extends ConfigurationEndpoint {
  readonly modules = ['credentials'] as const;
  readonly methods = ['GET', 'POST', 'PUT', 'DELETE'];

  constructor(
    private readonly handshake: Handshake,
    private readonly ports: CredentialsEndpointPorts,
  ) {
    super();
  }

  async answer(request: ConfigurationRequest): Promise<ConfigurationAnswer | Refusal> {
    const { version, rest, method } = request;
    if (version === null || !/^\/?$/.test(rest)) {
      return refuse('unknown-module', 'the credentials module has one URL per version, with nothing below it');
    }
    const call: CredentialsRequest = { ...request, version };
    switch (method) {
      case 'GET':
        // Tokens are stored as hashes: the one to answer is the one just presented.
        return { data: this.credentials(call, request.holder.platform, request.presentedToken) };
      case 'POST':
        return this.post(call);
      case 'PUT':
        return this.put(call);
      case 'DELETE':
        return this.unregister(request.holder.platform);
      default:
        return refuse('method-not-allowed', `credentials has no ${method}`);
    }
  }

  /** A registration token admits a registered platform again: the operator hands one out where credentials were lost. */
  private post(call: CredentialsRequest): Promise<ConfigurationAnswer | Refusal> | Refusal {
    const { platform, purpose } = call.holder;
    if (platform.registration !== null && purpose === 'connection') {
      return refuse('already-registered', 'this platform is registered: PUT changes its credentials, DELETE ends them');
    }
    return this.register(call, 'POST');
  }

  private put(call: CredentialsRequest): Promise<ConfigurationAnswer | Refusal> | Refusal {
    return call.holder.platform.registration === null ? notRegistered('PUT') : this.register(call, 'PUT');
  }

  private async register(call: CredentialsRequest, method: 'POST' | 'PUT'): Promise<ConfigurationAnswer | Refusal> {
    const { version, body, correlationId } = call;
    const { platform } = call.holder;
    const result = await this.handshake.asReceiver({ platform, method, version, body, correlationId });
    if (isFailure(result)) return refusalOf(result);
    return { data: this.credentials(call, result.platform, result.newToken.reveal()) };
  }

  private async unregister(platform: Platform): Promise<ConfigurationAnswer | Refusal> {
    if (platform.registration === null) return notRegistered('DELETE');
    const current = currentPlatform(this.ports.directory, platform);
    if (current === null) return refusalOf(notStored({ notChanged: 'unknown-platform' }));
    const ended = await this.ports.store.endRegistration(current, this.ports.clock.now());
    return isNotChanged(ended) ? refusalOf(notStored(ended)) : { data: null };
  }

  private credentials(call: CredentialsRequest, platform: Platform, token: string): HubCredentials {
    const { directory, presence, hub } = this.ports;
    const snapshot = directory.snapshot() ?? call.snapshot;
    const reachable = reachableParties(platform, { snapshot, presence, nowMs: call.atMs });
    return hubCredentials({ version: call.version, token, hub, reachable });
  }
}

function notRegistered(method: string): Refusal {
  return refuse('not-registered', `this platform is not registered: ${method} needs a registration, begin with POST`);
}

/** What is answered to a platform whose handshake ended early. OCPI 2.2.1, Status codes > 3xxx. */
const ANSWERS: Readonly<Record<HandshakeFault, RefusalKind>> = {
  'invalid-credentials': 'invalid-parameters',
  'party-not-allowed': 'invalid-parameters',
  'api-unusable': 'client-api-unusable',
  'no-mutual-version': 'no-mutual-version',
  'no-functional-module': 'no-matching-endpoints',
  'under-way': 'too-many-requests',
  'registered-meanwhile': 'already-registered',
  'changed-meanwhile': 'too-many-requests',
  'platform-suspended': 'platform-suspended',
  'platform-gone': 'unknown-token',
  'database-lost': 'database-lost',
};
/** Long enough for the handshake, or the database's restart, that stands in the way. */
const RETRY_AFTER_S = 5;

function refusalOf({ fault, message }: HandshakeFailure): Refusal {
  const kind = ANSWERS[fault];
  const isPassing = kind === 'too-many-requests' || kind === 'database-lost';
  return refuse(kind, message, isPassing ? RETRY_AFTER_S : null);
}
