import { HEADER, isConfigurationModule, type OcpiVersion } from '@busbar/ocpi';
import { answerCredentials, type CredentialsHost } from './connection/credentials-endpoint.js';
import { ocpi, plain, unauthorized, unknownObject, type Answer, type PlainAnswer } from './http/answer.js';
import type { RecordedRequest } from './http/recorded-request.js';
import { changeHeaders, routingPair } from './outgoing-headers.js';
import { answerFrom, type ProgrammedAnswers } from './programmed-answers.js';
import type { Published } from './published.js';

/** What answering needs from the platform. */
export interface AnsweringPlatform extends CredentialsHost {
  readonly published: Published;
  /** What a test told it to answer. */
  readonly programmed: ProgrammedAnswers;
  /** What its role makes it answer. */
  readonly behaviour: ProgrammedAnswers;
}

/** Decides the answer to a request: the token first, then what was programmed, then the platform's own behaviour. */
export async function answerTo(platform: AnsweringPlatform, request: RecordedRequest): Promise<Answer> {
  const presented = platform.tokens.read(request.headers.authorization);
  const module = request.endpoint?.module ?? '';
  if (presented === null) return unauthorized();
  if (presented.purpose === 'registration' && !OPEN_TO_REGISTRATION.has(module)) return unauthorized();
  const source = platform.programmed.take(request) ?? platform.behaviour.take(request);
  if (source) return answerFrom(source, request);
  switch (module) {
    case '':
      return unknownObject(2001, `nothing is published at ${request.target}`);
    case 'versions':
      return ocpi(platform.published.versionsData());
    case 'version-details':
      return ocpi(platform.published.detailsData(request.endpoint?.version as OcpiVersion));
    case 'credentials':
      return answerCredentials(platform, request, presented);
    default:
      return untaught(request);
  }
}

const OPEN_TO_REGISTRATION = new Set(['versions', 'version-details', 'credentials']);

/** A platform that was taught nothing about a module has an empty list of everything and agrees with every write. */
function untaught(request: RecordedRequest): PlainAnswer {
  const isList = request.method === 'GET' && request.rest === '';
  return isList ? ocpi([], { headers: [HEADER.totalCount, '0', HEADER.limit, '100'] }) : ocpi();
}

/**
 * Adds what every OCPI answer carries: content type, the ids of the request, and its routing headers swapped.
 * OCPI 2.2.1, Transport and format > Overview of required/optional routing headers for different scenarios.
 */
export function complete(answer: PlainAnswer, request: RecordedRequest, omitRoutingHeaders: boolean): PlainAnswer {
  if (answer.bare) return answer;
  const isRouted = !omitRoutingHeaders && !isConfigurationModule(request.endpoint?.module ?? '');
  const usual = [
    HEADER.contentType,
    'application/json',
    ...(request.requestId === null ? [] : [HEADER.requestId, request.requestId]),
    ...(request.correlationId === null ? [] : [HEADER.correlationId, request.correlationId]),
    ...(isRouted ? [...routingPair('from', request.to), ...routingPair('to', request.from)] : []),
  ];
  const replaced = answer.headers.filter((_, index) => index % 2 === 0);
  const kept = changeHeaders(usual, Object.fromEntries(replaced.map((name) => [name, null])));
  return plain({ ...answer, headers: [...kept, ...answer.headers] });
}
