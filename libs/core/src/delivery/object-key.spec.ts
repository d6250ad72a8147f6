import { describe, expect, test } from '@jest/globals';
import { readJsonText } from '@busbar/ocpi';
import { objectOf } from './object-key.js';
import type { WrittenObject } from './delivery.js';

/** `PUT tokens /NL/EMS/UID?type=RFID` as it was received, with this body. */
function objectIn(request: string, body: string | null = null): WrittenObject {
  const [method = '', module = '', target = ''] = request.split(' ');
  const [rest = '', query = null] = target.split('?');
  const bytes = body === null ? null : new TextEncoder().encode(body);
  const json = bytes === null ? null : readJsonText(bytes, ['last_updated']);
  const lastUpdated = json?.ok === true ? json.members.get('last_updated') : undefined;
  return objectOf({ method, module, rest, query, body: bytes, lastUpdated }, 'message-1');
}

describe('the object that a write is about', () => {
  test.each([
    ['a Location', 'PUT locations /NL/CPO/LOC1', 'LOCATIONS NL/CPO/LOC1', []],
    ['its EVSE', 'PUT locations /NL/CPO/LOC1/3256', 'LOCATIONS NL/CPO/LOC1', ['3256']],
    ['its Connector', 'PATCH locations /NL/CPO/LOC1/3256/1', 'LOCATIONS NL/CPO/LOC1', ['3256', '1']],
    ['a closing slash', 'PUT locations /NL/CPO/LOC1/', 'LOCATIONS NL/CPO/LOC1', []],
    ['another case', 'PUT locations /nl/cpo/loc1/aBc', 'LOCATIONS NL/CPO/LOC1', ['ABC']],
    ['an encoded id', 'PUT locations /NL/CPO/LOC%201', 'LOCATIONS NL/CPO/LOC 1', []],
    ['a Session', 'PUT sessions /NL/CPO/S1', 'SESSIONS NL/CPO/S1', []],
    ['a Token of the usual type', 'PUT tokens /NL/EMS/UID', 'TOKENS NL/EMS/UID RFID', []],
    ['a Token that names it', 'PUT tokens /NL/EMS/UID?type=RFID', 'TOKENS NL/EMS/UID RFID', []],
    ['a Token of another type', 'PATCH tokens /NL/EMS/UID?type=APP_USER', 'TOKENS NL/EMS/UID APP_USER', []],
    ['a query that OCPI gives no meaning', 'PUT tariffs /NL/CPO/T1?x=1', 'TARIFFS NL/CPO/T1', []],
    ['a query of a custom module', 'PUT nltnm-tokens /NL/CPO/X?of=a', 'NLTNM-TOKENS NL/CPO/X ?OF=A', []],
    ['a POST', 'POST cdrs /', 'CDRS MESSAGE-1', []],
  ] as const)('is told by the URL: %s', (...[, request, key, path]) => {
    expect(objectIn(request)).toMatchObject({ key, path });
  });

  test.each([
    ['PUT', 'put'],
    ['PATCH', 'patch'],
    ['DELETE', 'delete'],
    ['POST', 'post'],
  ])('knows what a %s does to it', (method, write) => {
    expect(objectIn(`${method} locations /NL/CPO/LOC1`).write).toBe(write);
  });

  test.each([
    ['{"last_updated":"2026-01-31T12:00:00Z"}', Date.UTC(2026, 0, 31, 12)],
    ['{"last_updated":"2026-01-31T12:00:00"}', Date.UTC(2026, 0, 31, 12)],
    ['{"last_updated":"yesterday"}', null],
    ['{"last_updated":5}', null],
    ['{"last_updated":"2026-01-31T12:00:00Z","last_updated":"2026-02-01T12:00:00Z"}', null],
    ['{}', null],
  ])('takes its age from its own last_updated: %s', (body, expectedMs) => {
    expect(objectIn('PUT locations /NL/CPO/LOC1', body).lastUpdatedMs).toBe(expectedMs);
  });

  test('has no age where there is no body', () => {
    expect(objectIn('DELETE tokens /NL/EMS/UID').lastUpdatedMs).toBeNull();
  });
});
