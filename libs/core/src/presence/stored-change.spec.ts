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
  test.each<[string, StoredConnection, StoredConnection, ConnectionStatus | null, string]>([
    ['a first handshake', stored('PLANNED', null), stored('CONNECTED'), null, 'registered'],
    ['a new handshake', stored('CONNECTED'), stored('CONNECTED', 'second'), null, 'registered'],
    [
      'a handshake while OFFLINE is being stored',
      stored('CONNECTED'),
      stored('CONNECTED', 'second'),
      'OFFLINE',
      'registered',
    ],
    ['a suspension', stored('CONNECTED'), stored('SUSPENDED'), null, 'suspended'],
    ['an unregistration', stored('OFFLINE'), stored('SUSPENDED', null), null, 'suspended'],
    ['a resume that found it alive', stored('SUSPENDED'), stored('CONNECTED'), null, 'found-connected'],
    ['a resume that found it dead', stored('SUSPENDED'), stored('OFFLINE'), null, 'found-offline'],
    ['a resume without registration', stored('SUSPENDED', null), stored('PLANNED', null), null, 'planned'],
    ['what another process saw', stored('CONNECTED'), stored('OFFLINE'), null, 'found-offline'],
    ['the echo of one’s own write', stored('CONNECTED'), stored('OFFLINE'), 'OFFLINE', 'nothing-learned'],
    ['a change of something else', stored('CONNECTED'), stored('CONNECTED'), null, 'nothing-learned'],
  ])('%s', (_what, before, after, written, expected) => {
    expect(eventOfStoredChange(before, after, written)).toBe(expected);
  });
});
