import { describe, expect, test } from '@jest/globals';
import type { ConnectionStatus } from '../registry.js';
import { newConnection, nextConnection, type Connection, type ConnectionEvent } from './connection-status.js';

const OFFLINE_AFTER = 3;

/** The connection after some events, from a status on. */
function after(status: ConnectionStatus, ...events: readonly ConnectionEvent[]): Connection {
  return events.reduce((connection, event) => nextConnection(connection, event, OFFLINE_AFTER), newConnection(status));
}

describe('the status of a connection (OCPI 2.2.1, HubClientInfo > ConnectionStatus)', () => {
  test.each<[ConnectionStatus, readonly ConnectionEvent[], ConnectionStatus]>([
    ['PLANNED', ['registered'], 'CONNECTED'],
    ['SUSPENDED', ['registered'], 'CONNECTED'],
    ['OFFLINE', ['registered'], 'CONNECTED'],
    ['CONNECTED', ['failed', 'failed'], 'CONNECTED'],
    ['CONNECTED', ['failed', 'failed', 'failed'], 'OFFLINE'],
    ['CONNECTED', ['failed', 'failed', 'accepted', 'failed', 'failed'], 'CONNECTED'],
    ['CONNECTED', ['failed', 'failed', 'answered', 'failed', 'failed'], 'CONNECTED'],
    ['CONNECTED', ['failed', 'failed', 'answered-badly', 'failed', 'failed'], 'CONNECTED'],
    ['CONNECTED', ['failed', 'failed', 'credentials-refused', 'failed', 'failed'], 'CONNECTED'],
    ['CONNECTED', ['failed', 'nothing-learned', 'failed', 'nothing-learned', 'failed'], 'OFFLINE'],
    ['CONNECTED', ['nothing-learned', 'nothing-learned', 'nothing-learned', 'nothing-learned'], 'CONNECTED'],
    ['CONNECTED', ['failed', 'heard', 'failed', 'heard', 'failed'], 'OFFLINE'],
    ['OFFLINE', ['heard'], 'OFFLINE'],
    ['OFFLINE', ['heard', 'probe-started', 'accepted'], 'CONNECTED'],
    ['OFFLINE', ['probe-started', 'answered'], 'CONNECTED'],
    ['OFFLINE', ['probe-started', 'credentials-refused'], 'CONNECTED'],
    ['OFFLINE', ['probe-started', 'answered-badly'], 'OFFLINE'],
    ['OFFLINE', ['probe-started', 'failed'], 'OFFLINE'],
    ['OFFLINE', ['probe-started', 'accepted', 'failed'], 'CONNECTED'],
    ['CONNECTED', ['suspended'], 'SUSPENDED'],
    ['OFFLINE', ['suspended'], 'SUSPENDED'],
    ['SUSPENDED', ['accepted', 'heard', 'answered', 'failed', 'failed', 'failed'], 'SUSPENDED'],
    ['PLANNED', ['accepted', 'heard', 'answered', 'failed', 'failed', 'failed'], 'PLANNED'],
    ['SUSPENDED', ['found-connected'], 'CONNECTED'],
    ['SUSPENDED', ['found-offline'], 'OFFLINE'],
    ['SUSPENDED', ['planned'], 'PLANNED'],
  ])('%s, then %j, is %s', (status, events, expected) => {
    expect(after(status, ...events).status).toBe(expected);
  });

  test('one failure is enough where the operator says so', () => {
    expect(nextConnection(newConnection('CONNECTED'), 'failed', 1).status).toBe('OFFLINE');
  });

  test('an event that changes nothing returns the very same connection, so a busy platform costs no memory', () => {
    const connected = newConnection('CONNECTED');
    for (const event of ['accepted', 'answered', 'answered-badly', 'heard', 'nothing-learned'] as const) {
      expect(nextConnection(connected, event, OFFLINE_AFTER)).toBe(connected);
    }
  });

  test('a request of an OFFLINE platform asks for a probe, once, and the probe takes the wish with it', () => {
    const failing = after('CONNECTED', 'failed', 'failed', 'failed');
    expect(failing.wantsProbe).toBe(false);
    const heard = nextConnection(failing, 'heard', OFFLINE_AFTER);
    expect(heard.wantsProbe).toBe(true);
    expect(nextConnection(heard, 'heard', OFFLINE_AFTER)).toBe(heard);
    expect(nextConnection(heard, 'probe-started', OFFLINE_AFTER).wantsProbe).toBe(false);
  });

  test('a platform that was OFFLINE when the hub stopped is probed soon after the start', () => {
    expect(newConnection('OFFLINE').wantsProbe).toBe(true);
  });

  test('refused credentials show until the platform accepts a request or shakes hands anew', () => {
    expect(after('CONNECTED', 'credentials-refused').credentialsRefused).toBe(true);
    expect(after('CONNECTED', 'credentials-refused', 'answered').credentialsRefused).toBe(true);
    expect(after('CONNECTED', 'credentials-refused', 'failed', 'failed', 'failed', 'answered')).toMatchObject({
      status: 'CONNECTED',
      credentialsRefused: true,
    });
    expect(after('CONNECTED', 'credentials-refused', 'accepted').credentialsRefused).toBe(false);
    expect(after('CONNECTED', 'credentials-refused', 'registered').credentialsRefused).toBe(false);
  });

  test('failures go on being counted while OFFLINE and begin at zero when it is back', () => {
    expect(after('CONNECTED', 'failed', 'failed', 'failed', 'failed').failuresInARow).toBe(4);
    expect(after('CONNECTED', 'failed', 'failed', 'failed', 'failed', 'accepted').failuresInARow).toBe(0);
  });
});
