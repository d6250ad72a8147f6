import type { OcpiVersion } from '@busbar/ocpi';
import type { ReceivedAnswer } from '../http/exchange.js';
import { peerUrl, readCredentials, readEndpoints, readVersions, type CredentialsObject, type Peer } from './peer.js';

/** What a handshake needs from the platform that makes it. */
export interface HandshakeMaker {
  /** Sends a request with a token and reads the answer. */
  call(request: {
    readonly method: string;
    readonly url: string;
    readonly token: string;
    readonly body?: unknown;
  }): Promise<ReceivedAnswer>;
  readonly versions: readonly OcpiVersion[];
}

/** How a handshake ended; `step` names the request that failed, `answer` is what it got. */
export type Handshake =
  | { readonly done: true; readonly peer: Peer; readonly answer: ReceivedAnswer }
  | { readonly done: false; readonly step: HandshakeStep; readonly why: string; readonly answer: ReceivedAnswer };

/** The request of a handshake that failed. */
export type HandshakeStep = 'versions' | 'details' | 'credentials';

/** Their endpoints in one version, or where the look-up failed. */
export type Discovery = { readonly done: true; readonly found: Omit<Peer, 'credentials'> } | Failed;
type Failed = Extract<Handshake, { done: false }>;

/**
 * Fetches versions and the details of one version: the wanted one, else the newest that both have.
 * OCPI 2.2.1, Credentials > Registration.
 */
export async function discover(
  maker: HandshakeMaker,
  where: { readonly versionsUrl: string; readonly token: string; readonly version?: OcpiVersion | undefined },
): Promise<Discovery> {
  const { versionsUrl, token } = where;
  const versions = await maker.call({ method: 'GET', url: versionsUrl, token });
  if (!versions.isSuccess) return failed('versions', 'no list of versions came', versions);
  const theirs = readVersions(versions.envelope?.data);
  const wanted = where.version === undefined ? [...maker.versions].reverse() : [where.version];
  const chosen = wanted.map((version) => theirs.find((entry) => entry.version === version)).find(Boolean);
  if (!chosen) return failed('versions', `none of ${wanted.join(', ')} is among their versions`, versions);
  const details = await maker.call({ method: 'GET', url: chosen.url, token });
  if (!details.isSuccess) return failed('details', `no details of ${chosen.version} came`, details);
  const endpoints = readEndpoints(details.envelope?.data);
  if (endpoints.length === 0) return failed('details', 'the details list no endpoint', details);
  return { done: true, found: { version: chosen.version, versionsUrl, endpoints, token } };
}

/** Presents our credentials at theirs: POST registers, PUT renews. */
export async function presentCredentials(
  maker: HandshakeMaker,
  method: 'POST' | 'PUT',
  between: { readonly found: Omit<Peer, 'credentials'>; readonly ours: CredentialsObject },
): Promise<Handshake> {
  const { found, ours } = between;
  const url = peerUrl(found.endpoints, 'credentials', 'RECEIVER');
  if (url === null) throw new Error(`the details of ${found.versionsUrl} list no credentials endpoint`);
  const answer = await maker.call({ method, url, token: found.token, body: ours });
  if (!answer.isSuccess) return failed('credentials', `${method} credentials was refused`, answer);
  const credentials = readCredentials(answer.envelope?.data);
  if (credentials === null) return failed('credentials', 'the answer holds no credentials', answer);
  return { done: true, peer: { ...found, token: credentials.token, credentials }, answer };
}

function failed(step: HandshakeStep, why: string, answer: ReceivedAnswer): Failed {
  const message = answer.envelope?.status_message ?? '';
  const status = `HTTP ${answer.status}, OCPI ${answer.envelope?.status_code ?? 'none'}`;
  return { done: false, step, why: `${why} (${status}${message === '' ? '' : `: ${message}`})`, answer };
}
