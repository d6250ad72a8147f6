import { describe, expect, test } from '@jest/globals';
import type { ConnectionStatus, Registration } from '../registry.js';
import { TokenTheyIssued } from '../registration/tokens.js';
import { eventOfStoredChange, type StoredConnection } from './stored-change.js';

function registration(token: string): Registration {
  return {
    version: '2.2.1',
    versionsUrl: 'https://cpo.example/ocpi/versions',
    endpoints: [],
    hosts: ['cpo.example'],
    token: new TokenTheyIssued(token, 'base64'),
  };
}

function stored(status: ConnectionStatus, token: string | null = 'first'): StoredConnection {
  return { status, registration: token === null ? null : registration(token) };
}

describe('what a change in the store means for a connection', () => {
  test.each<[string, [StoredConnection, StoredConnection, ConnectionStatus?], string]>([
    ['a first handshake', [stored('PLANNED', null), stored('CONNECTED')], 'registered'],
    ['a new handshake', [stored('CONNECTED'), stored('CONNECTED', 'second')], 'registered'],
    [
      'a handshake while OFFLINE is being stored',
      [stored('CONNECTED'), stored('CONNECTED', 'second'), 'OFFLINE'],
      'registered',
    ],
    ['a suspension', [stored('CONNECTED'), stored('SUSPENDED')], 'suspended'],
    ['an unregistration', [stored('OFFLINE'), stored('SUSPENDED', null)], 'suspended'],
    ['a resume that found it alive', [stored('SUSPENDED'), stored('CONNECTED')], 'found-connected'],
    ['a resume that found it dead', [stored('SUSPENDED'), stored('OFFLINE')], 'found-offline'],
    ['a resume without registration', [stored('SUSPENDED', null), stored('PLANNED', null)], 'planned'],
    ['what another process saw', [stored('CONNECTED'), stored('OFFLINE')], 'found-offline'],
    ['the echo of one’s own write', [stored('CONNECTED'), stored('OFFLINE'), 'OFFLINE'], 'nothing-learned'],
    ['a change of something else', [stored('CONNECTED'), stored('CONNECTED')], 'nothing-learned'],
  ])('%s', (_what, [before, after, written = null], expected) => {
    expect(eventOfStoredChange(before, after, written)).toBe(expected);
  });
});
