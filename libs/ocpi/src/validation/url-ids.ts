import type { OcpiVersion } from '../versions.js';
import { fieldsOf, isSameId, isText, type Fields } from './fields.js';
import { describe, type Findings } from './violation.js';

/** The URL of a request: its segments by name and its query parameters. */
export interface UrlIds {
  readonly segments: ReadonlyMap<string, string>;
  readonly query: ReadonlyMap<string, string>;
}

/** A part of the URL that a field of the object has to repeat. */
interface Repetition {
  readonly object: string;
  readonly segment: string;
  readonly field: string;
}

const PUSH = 'Transport and format > Client Owned Object Push';

/** Which part of a push's URL is which field of the object that is pushed (the PUT methods of the module chapters). */
const REPETITIONS: readonly Repetition[] = [
  ...['Location', 'Session', 'Tariff', 'Token', 'ClientInfo', 'InvoiceReconciliationRecord'].flatMap((object) => [
    { object, segment: 'country_code', field: 'country_code' },
    { object, segment: 'party_id', field: 'party_id' },
  ]),
  { object: 'Location', segment: 'location_id', field: 'id' },
  { object: 'EVSE', segment: 'evse_uid', field: 'uid' },
  { object: 'Connector', segment: 'connector_id', field: 'id' },
  { object: 'Session', segment: 'session_id', field: 'id' },
  { object: 'Tariff', segment: 'tariff_id', field: 'id' },
  { object: 'Token', segment: 'token_uid', field: 'uid' },
  { object: 'InvoiceReconciliationRecord', segment: 'id', field: 'id' },
];

/** Notes each field of a pushed object that differs from the URL it is pushed to. */
export function compareWithUrl(
  object: { readonly name: string; readonly value: unknown; readonly version: OcpiVersion },
  url: UrlIds,
  findings: Findings,
): void {
  const fields = fieldsOf(object.value);
  for (const { segment, field, ...of } of REPETITIONS) {
    const wanted = of.object === object.name ? url.segments.get(segment) : undefined;
    if (wanted === undefined || isRepeated(fields[field], wanted, object.version)) continue;
    findings.add({ path: `$.${field}`, rule: 'id-in-url', section: PUSH, found: describe(fields[field]) });
  }
  if (object.name === 'Token' && object.version !== '2.1.1') compareType(fields, url, findings);
}

/** Notes where an authorization is not for the token that was asked for. The token is in the answer since OCPI 2.2. */
export function compareAuthorization(value: unknown, url: UrlIds, findings: Findings): void {
  const token = fieldsOf(fieldsOf(value)['token']);
  const wanted = url.segments.get('token_uid');
  if (wanted !== undefined && isText(token['uid']) && !isSameId(wanted, token['uid'])) {
    const section = 'Tokens module > AuthorizationInfo object';
    findings.add({ path: '$.data.token.uid', rule: 'id-in-url', section, found: describe(token['uid']) });
  }
  if (isText(token['type']) && !isTypeOfUrl(token['type'], url)) {
    const section = 'Tokens module > POST Method';
    findings.add({ path: '$.data.token.type', rule: 'type-in-url', section, found: describe(token['type']) });
  }
}

function compareType({ type }: Fields, url: UrlIds, findings: Findings): void {
  if (!isText(type) || isTypeOfUrl(type, url)) return;
  findings.add({ path: '$.type', rule: 'type-in-url', section: 'Tokens module > PUT Method', found: describe(type) });
}

/** Without a type in the URL it is RFID. */
function isTypeOfUrl(type: string, url: UrlIds): boolean {
  return isSameId(url.query.get('type') ?? 'RFID', type);
}

/** What is not in the object is reported as missing where it must be; a field of another type likewise. */
function isRepeated(value: unknown, wanted: string, version: OcpiVersion): boolean {
  if (!isText(value)) return true;
  return version === '2.1.1' ? value === wanted : isSameId(wanted, value);
}
