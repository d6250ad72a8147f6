import { tokenCandidates } from '@busbar/ocpi';
import type { ConfigurationAnswer, ConfigurationEndpoint } from '../configuration.js';
import type { Addressed } from './message.js';
import { readBody } from './read-body.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';

/** Lets the hub's own module answer: versions, credentials, hubclientinfo. */
export async function answerConfiguration(
  message: Addressed,
  endpoints: readonly ConfigurationEndpoint[],
): Promise<ConfigurationAnswer | Refusal> {
  const { address, raw } = message;
  if (address.kind !== 'configuration') return refuse('unknown-module', 'the hub does not answer this module itself');
  const endpoint = endpoints.find((candidate) => candidate.modules.includes(address.module));
  if (endpoint === undefined) return refuse('unknown-module', `the hub has no module ${address.module}`);
  if (!endpoint.methods.includes(raw.method)) {
    return refuse('method-not-allowed', `${address.module} has ${endpoint.methods.join(', ')}, not ${raw.method}`);
  }
  const body = await readBody(message);
  if (isRefusal(body)) return body;
  const authorization = raw.headers.authorization;
  return endpoint.answer({
    holder: message.holder,
    presentedToken: tokenCandidates(typeof authorization === 'string' ? authorization : undefined).at(-1) ?? '',
    snapshot: message.snapshot,
    method: raw.method,
    version: message.version,
    rest: address.rest,
    query: message.query,
    body: body.bytes,
    correlationId: message.correlationId,
    atMs: message.atMs,
  });
}
