import { describe, expect, it } from '@jest/globals';
import { aPlatform, partyId } from '../../../../test/support/builders.js';
import type { MessageRow } from '../journal.js';
import { RegistrySnapshot } from '../registry.js';
import { isPush, readFailedPush, whyNotReplayable, type ReplayablePush } from './failed-push.js';

const BODY = new TextEncoder().encode('{"uid":"0123","last_updated":"2026-01-31T10:00:00Z"}');

/** A token that NL/EMS pushed to DE/CPO, which did not answer. */
function aFailedPush(of: Partial<MessageRow> = {}): MessageRow {
  return {
    id: 'message-1',
    atMs: Date.UTC(2026, 0, 31, 11),
    correlationId: 'correlation-1',
    requestId: 'request-1',
    version: '2.2.1',
    from: partyId('NL/EMS'),
    to: partyId('DE/CPO'),
    fromPlatformId: 'emsp',
    toPlatformId: 'cpo',
    module: 'tokens',
    interfaceRole: 'RECEIVER',
    method: 'PUT',
    path: '/NL/EMS/0123',
    plan: 'direct',
    why: '',
    outcome: 'failed',
    httpStatus: 200,
    ocpiStatus: 4002,
    durationMs: 10_000,
    requestBytes: BODY.length,
    answerBytes: 0,
    payload: { query: 'type=APP_USER', requestBody: BODY, answerBody: null },
    ...of,
  };
}

const cpo = aPlatform({ id: 'cpo', parties: ['CPO DE/CPO'], offers: ['tokens RECEIVER'] });

function read(row: MessageRow, ...platforms: Parameters<typeof aPlatform>[0][]): ReplayablePush | string {
  const others = platforms.length === 0 ? [cpo] : platforms.map(aPlatform);
  return readFailedPush(row, new RegistrySnapshot(1, others));
}

describe('a failed direct push', () => {
  it('goes out again as it came, in the name of its sender', () => {
    expect(read(aFailedPush())).toMatchObject({
      content: {
        messageId: 'message-1',
        correlationId: 'correlation-1',
        version: '2.2.1',
        module: 'tokens',
        interfaceRole: 'RECEIVER',
        method: 'PUT',
        rest: '/NL/EMS/0123',
        query: 'type=APP_USER',
        contentType: 'application/json',
        body: BODY,
        from: { countryCode: 'NL', partyId: 'EMS' },
      },
      candidate: {
        platformId: 'cpo',
        to: { countryCode: 'DE', partyId: 'CPO' },
        object: { key: 'TOKENS NL/EMS/0123 APP_USER', write: 'put', lastUpdatedMs: Date.UTC(2026, 0, 31, 10) },
        cameInAtMs: Date.UTC(2026, 0, 31, 11),
      },
    });
  });

  it('follows a receiver that has moved to another platform', () => {
    const push = read(aFailedPush(), { id: 'new', parties: ['CPO DE/CPO'], offers: ['tokens RECEIVER'] });
    expect(push).toMatchObject({ candidate: { platformId: 'new' } });
  });

  it.each<[string, Partial<MessageRow>, RegExp]>([
    ['was answered', { outcome: 'answered' }, /was answered/],
    ['is a command', { module: 'commands', method: 'POST', path: '/START_SESSION' }, /only pushes/],
    ['is an authorization', { interfaceRole: 'SENDER', method: 'POST', path: '/0123/authorize' }, /only pushes/],
    ['is a charging profile', { module: 'chargingprofiles' }, /only pushes/],
    ['asks for something', { method: 'GET' }, /only pushes/],
    ['was not kept', { payload: null }, /BUSBAR_JOURNAL_PAYLOADS/],
    ['was kept in part', { requestBytes: BODY.length + 1 }, /its body was cut/],
    ['has a path that the journal may have cut', { path: `/${'x'.repeat(511)}` }, /its path is longer/],
  ])('is not replayed where it %s', (_, of, reason) => {
    expect(read(aFailedPush(of))).toMatch(reason);
  });

  it.each<[string, Partial<MessageRow>, { readonly kept: number | null; readonly why: string | null }]>([
    ['can be replayed', {}, { kept: BODY.length + 60, why: null }],
    ['was not kept', {}, { kept: null, why: 'BUSBAR_JOURNAL_PAYLOADS' }],
    ['was cut', { requestBytes: 300_000 }, { kept: 65_700, why: 'its body was cut' }],
    ['has a path that may have been cut', { path: `/${'x'.repeat(511)}` }, { kept: 900, why: 'its path is longer' }],
    ['is no push', { method: 'GET' }, { kept: 60, why: 'only pushes' }],
    ['has a receiver that is gone', { to: partyId('FR/GON'), toPlatformId: 'gone' }, { kept: 900, why: 'was removed' }],
  ])('that %s says so without being read', (_, of, { kept, why }) => {
    const said = whyNotReplayable({ ...aFailedPush(of), payload: null }, kept, new RegistrySnapshot(1, [cpo]));
    expect(said).toEqual(why === null ? null : expect.stringContaining(why));
  });

  it.each([
    ['locations', 'PATCH', true],
    ['cdrs', 'POST', true],
    ['locations', 'POST', false],
    ['their-own', 'DELETE', true],
  ])('%s %s is a push: %p', (module, method, isOne) => {
    expect(isPush({ module, method, interfaceRole: 'RECEIVER' })).toBe(isOne);
  });
});
