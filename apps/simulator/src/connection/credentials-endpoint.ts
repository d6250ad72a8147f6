import { OCPI_STATUS, type OcpiVersion } from '@busbar/ocpi';
import { ocpi, type PlainAnswer } from '../http/answer.js';
import type { RecordedRequest } from '../http/recorded-request.js';
import { readCredentials, type CredentialsObject, type Peer } from './peer.js';
import { discover, type HandshakeMaker } from './register.js';
import type { IssuedFor, IssuedTokens } from './tokens.js';

/** What the credentials endpoint needs from its platform. */
export interface CredentialsHost extends HandshakeMaker {
  readonly tokens: IssuedTokens;
  readonly peer: Peer | null;
  /** Our credentials object around a token, as a version has it. */
  credentials(token: string, version: OcpiVersion): CredentialsObject;
  /** Takes over what a handshake brought; null ends the connection. */
  connect(peer: Peer | null): void;
}

/** Who asks, by the token presented. */
export interface Presented {
  readonly token: string;
  readonly purpose: IssuedFor;
}

/** The receiving side of registration, update and end. OCPI 2.2.1, Credentials > Interfaces and endpoints. */
export async function answerCredentials(
  host: CredentialsHost,
  request: RecordedRequest,
  presented: Presented,
): Promise<PlainAnswer> {
  const isRegistered = presented.purpose === 'connection';
  const version = request.endpoint?.version as OcpiVersion;
  switch (request.method) {
    case 'GET':
      return ocpi(host.credentials(presented.token, version));
    case 'POST':
      return isRegistered ? methodNotAllowed('already registered') : takeOver(host, request, presented);
    case 'PUT':
      return isRegistered ? takeOver(host, request, presented) : methodNotAllowed('not registered');
    case 'DELETE':
      return isRegistered ? end(host) : methodNotAllowed('not registered');
    default:
      return methodNotAllowed('credentials has no such method');
  }
}

/** Calls back with their new token before it believes them, then issues ours and ends the one they presented. */
async function takeOver(host: CredentialsHost, request: RecordedRequest, presented: Presented): Promise<PlainAnswer> {
  const theirs = readCredentials(request.json);
  if (theirs === null) return refusal(OCPI_STATUS.invalidParameters, 'the body is no credentials object');
  const version = request.endpoint?.version as OcpiVersion;
  const discovery = await discover(host, { versionsUrl: theirs.url, token: theirs.token, version });
  if (!discovery.done) {
    const isVersionMissing = discovery.step === 'versions' && discovery.answer.isSuccess;
    return refusal(
      isVersionMissing ? OCPI_STATUS.unsupportedVersion : OCPI_STATUS.clientApiUnusable,
      `your API could not be used: ${discovery.why}`,
    );
  }
  host.connect({ ...discovery.found, credentials: theirs });
  host.tokens.revoke({ token: presented.token });
  return ocpi(host.credentials(host.tokens.issue('connection'), version));
}

function end(host: CredentialsHost): PlainAnswer {
  host.tokens.revoke({ purpose: 'connection' });
  host.connect(null);
  return ocpi();
}

function refusal(ocpiStatus: number, message: string): PlainAnswer {
  return ocpi(undefined, { ocpiStatus, message });
}

function methodNotAllowed(why: string): PlainAnswer {
  return ocpi(undefined, { status: 405, ocpiStatus: OCPI_STATUS.clientError, message: why });
}
