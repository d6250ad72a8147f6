import {
  FUNCTIONAL_MODULES,
  findQueryParameter,
  parseOcpiDateTime,
  pathSegments,
  stringAt,
  type JsonSpan,
} from '@busbar/ocpi';
import type { WrittenObject } from './delivery.js';

/** A write as it was received: what its object is can be read from its URL. */
export interface ReceivedWrite {
  readonly module: string;
  readonly method: string;
  readonly rest: string;
  readonly query: string | null;
  readonly body: Uint8Array | null;
  /** Where `last_updated` stands in the body. */
  readonly lastUpdated: JsonSpan | 'duplicate' | undefined;
}

const DEFINED_BY_OCPI: ReadonlySet<string> = new Set(Object.values(FUNCTIONAL_MODULES).flat());

const WRITES = { PUT: 'put', PATCH: 'patch', DELETE: 'delete', POST: 'post' } as const;

/**
 * Which object a write is about: module, owner and first id, tokens with their type (`?type=`, RFID where it is left out: OCPI 2.2.1,
 * Tokens > Receiver interface). A Location, its EVSEs and its Connectors are one object. A POST makes an object of its own. What a
 * query means in a module that OCPI does not define nobody knows: there each query is another object.
 */
export function objectOf(write: ReceivedWrite, messageId: string): WrittenObject {
  const kind = WRITES[write.method as keyof typeof WRITES] ?? 'post';
  const [countryCode = '', partyId = '', id = '', ...path] = pathSegments(write.rest) ?? [write.rest];
  const named = `${write.module} ${countryCode}/${partyId}/${id}`;
  const key = kind === 'post' ? `${write.module} ${messageId}` : named + addedByQuery(write);
  return {
    key: key.toUpperCase(),
    path: path.map((segment) => segment.toUpperCase()),
    write: kind,
    lastUpdatedMs: lastUpdatedIn(write),
  };
}

function addedByQuery({ module, query }: ReceivedWrite): string {
  if (module === 'tokens') return ` ${tokenType(query)}`;
  return query === null || query === '' || DEFINED_BY_OCPI.has(module) ? '' : ` ?${query}`;
}

function tokenType(query: string | null): string {
  const type = query === null ? null : findQueryParameter(query, 'type');
  return type === null || type === 'duplicate' ? 'RFID' : type.value;
}

function lastUpdatedIn({ body, lastUpdated }: ReceivedWrite): number | null {
  if (body === null || lastUpdated === undefined || lastUpdated === 'duplicate') return null;
  const text = stringAt(body, lastUpdated);
  return text === null ? null : parseOcpiDateTime(text);
}
