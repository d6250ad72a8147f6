import { describe, expect, it } from '@jest/globals';
import { errors } from 'undici';
import { endingAfterRequest, endingBeforeRequest } from './endings.js';
import { TlsFailed } from './guarded-connector.js';

function failing(code: string): Error {
  return Object.assign(new Error(`connect ${code} 10.9.8.7:443`), { code });
}

describe('a failure before the request was written', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'refused'],
    ['EHOSTUNREACH', 'refused'],
    ['EHOSTDOWN', 'refused'],
    ['ETIMEDOUT', 'connect-timeout'],
    ['ENOTFOUND', 'dns'],
  ])('is the peer’s when it is %s: %s', (code, reason) => {
    expect(endingBeforeRequest(failing(code))).toMatchObject({ kind: 'not-sent', reason });
  });

  it.each([
    'EAI_AGAIN',
    'ESERVFAIL',
    'ENETUNREACH',
    'ENETDOWN',
    'EADDRNOTAVAIL',
    'EMFILE',
    'ENFILE',
    'EACCES',
    'ENOBUFS',
  ])('is the hub’s own when it is %s', (code) =>
    expect(endingBeforeRequest(failing(code))).toMatchObject({ kind: 'not-sent', reason: 'hub-network' }),
  );

  it('is the peer’s where the hub lacks one address family and the other one was refused', () => {
    const both = new AggregateError([failing('ENETUNREACH'), failing('ECONNREFUSED')]);
    expect(endingBeforeRequest(both)).toMatchObject({ reason: 'refused' });
    const neither = new AggregateError([failing('ENETUNREACH'), failing('ENETUNREACH')]);
    expect(endingBeforeRequest(neither)).toMatchObject({ reason: 'hub-network' });
  });

  it('says what happened without the address, which the asker may not know', () => {
    expect(endingBeforeRequest(failing('ECONNREFUSED'))?.detail).toBe('the connection was refused (ECONNREFUSED)');
    expect(endingBeforeRequest(new TlsFailed(failing('CERT_HAS_EXPIRED')))?.detail).toBe(
      'the TLS handshake failed (CERT_HAS_EXPIRED)',
    );
  });

  it('is a fault of our own when nothing outside can cause it', () => {
    expect(endingBeforeRequest(new TypeError('x is not a function'))).toBeNull();
    expect(endingBeforeRequest(new errors.InvalidArgumentError('invalid header'))).toBeNull();
  });
});

describe('a failure after the request was written', () => {
  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'])(
    'is a reset before the answer begins and a cut-off after: %s',
    (code) => {
      expect(endingAfterRequest(failing(code), false)).toMatchObject({ kind: 'no-answer', reason: 'reset' });
      expect(endingAfterRequest(failing(code), true)).toMatchObject({ kind: 'no-answer', reason: 'cut-off' });
    },
  );

  it('is a fault of our own when nothing outside can cause it', () => {
    expect(endingAfterRequest(new TypeError('x is not a function'), true)).toBeNull();
  });
});
