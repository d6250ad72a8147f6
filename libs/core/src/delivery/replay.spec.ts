import { describe, expect, it } from '@jest/globals';
import { aPlatform } from '../../../../test/support/builders.js';
import { anObject } from '../../../../test/support/lane-builders.js';
import { RegistrySnapshot } from '../registry.js';
import { makesStale, resyncOf, whyUnsendable } from './replay.js';

const NOON = Date.UTC(2026, 0, 31, 12);

describe('a failed write is stale', () => {
  it.each([
    ['a newer version of the same object', 'put LOC1, put LOC1'],
    ['a newer patch of it', 'put LOC1, patch LOC1'],
    ['a newer version of a part of it', 'put LOC1, put LOC1/EVSE1'],
    ['a newer version of what it is a part of', 'patch LOC1/EVSE1/1, put LOC1'],
    ['its end', 'put LOC1, delete LOC1'],
  ])('by %s: %s', (_, writes) => {
    const [failed = '', later = ''] = writes.split(', ');
    expect(makesStale(anObject(later), anObject(failed))).toBe(true);
  });

  it.each([
    ['another part of the object', 'put LOC1/EVSE1, put LOC1/EVSE2'],
    ['a part whose name begins alike', 'put LOC1/EVSE1, put LOC1/EVSE10'],
    ['another object', 'put LOC1, put LOC2'],
  ])('not by %s: %s', (_, writes) => {
    const [failed = '', later = ''] = writes.split(', ');
    expect(makesStale(anObject(later), anObject(failed))).toBe(false);
  });

  it('unless the later one calls itself older', () => {
    expect(makesStale(anObject('put LOC1', NOON - 1), anObject('put LOC1', NOON))).toBe(false);
    expect(makesStale(anObject('put LOC1', NOON), anObject('put LOC1', NOON))).toBe(true);
    expect(makesStale(anObject('put LOC1', null), anObject('put LOC1', NOON))).toBe(true);
  });

  it('never where it is a POST: nothing says it again', () => {
    expect(makesStale(anObject('put CDR1'), anObject('post CDR1'))).toBe(false);
  });
});

describe('whether something can still be sent', () => {
  const offers = ['locations RECEIVER', 'x-extra RECEIVER'];
  const emsp = aPlatform({ id: 'emsp', parties: ['EMSP NL/EMS'], offers });
  const candidate = {
    platformId: 'emsp',
    to: { countryCode: 'nl', partyId: 'ems' },
    version: '2.2.1',
    module: 'locations',
    interfaceRole: 'RECEIVER',
  } as const;

  it('is told by the registry of this moment', () => {
    const snapshot = new RegistrySnapshot(1, [emsp]);
    expect(whyUnsendable(candidate, snapshot)).toBeNull();
    expect(whyUnsendable({ ...candidate, to: null }, snapshot)).toBeNull();
    expect(whyUnsendable({ ...candidate, to: { countryCode: 'NL', partyId: 'XXX' } }, snapshot)).toMatch(/NL\/XXX/);
    expect(whyUnsendable({ ...candidate, module: 'tariffs' }, snapshot)).toMatch(/does not offer/);
    expect(whyUnsendable({ ...candidate, version: '2.2' }, snapshot)).toBeNull();
    const custom = { ...candidate, version: '2.2', module: 'x-extra' } as const;
    expect(whyUnsendable(custom, snapshot)).toMatch(/OCPI 2\.2, the platform speaks 2\.2\.1/);
    expect(whyUnsendable(candidate, new RegistrySnapshot(2, []))).toMatch(/removed/);
  });
});

describe('what brings a receiver back in sync', () => {
  const expired = { state: 'expired', module: 'locations', object: anObject('put LOC1'), acceptedAtMs: NOON } as const;

  it('is a GET of the list from when the hub took the message on, or earlier where the object says so', () => {
    expect(resyncOf(expired)).toEqual({ module: 'locations', date_from: '2026-01-31T12:00:00.000Z' });
    expect(resyncOf({ ...expired, object: anObject('put LOC1', NOON - 60_000) })).toEqual({
      module: 'locations',
      date_from: '2026-01-31T11:59:00.000Z',
    });
    expect(resyncOf({ ...expired, object: anObject('put LOC1', NOON + 60_000) })?.date_from).toBe(
      '2026-01-31T12:00:00.000Z',
    );
  });

  it('is nothing for what was refused, nor for modules without a list', () => {
    expect(resyncOf({ ...expired, state: 'rejected' })).toBeNull();
    expect(resyncOf({ ...expired, module: 'their-own' })).toBeNull();
  });
});
