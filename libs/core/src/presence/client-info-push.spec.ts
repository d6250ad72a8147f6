import { describe, expect, it } from '@jest/globals';
import { aPlatform, type PlatformSketch } from '../../../../test/support/builders.js';
import { fingerprint } from '../../../../test/support/fingerprint.js';
import type { FanOut } from '../delivery/delivery-store.js';
import { RegistrySnapshot, type DepartedParty } from '../registry.js';
import { allClientInfos } from './client-info.js';
import { clientInfoFanOuts } from './client-info-push.js';

const AT = Date.UTC(2026, 0, 31, 12);
const CHANGED = AT - 1_000;
const LISTENS = ['hubclientinfo RECEIVER'];
const CPO: PlatformSketch = { id: 'cpo', parties: ['CPO NL/CPO'] };

/** Everybody of the hub; all parties changed at the same time. */
function hubOf(sketches: readonly PlatformSketch[], departed: readonly DepartedParty[] = []): RegistrySnapshot {
  const dated = sketches.map(aPlatform).map((platform) => {
    const parties = platform.parties.map((party) => ({ ...party, lastUpdatedMs: CHANGED }));
    return { ...platform, parties };
  });
  return new RegistrySnapshot(1, dated, { departed });
}

/** What goes out about one party, `NL/CPO CPO`. */
function pushesOf(key: string, snapshot: RegistrySnapshot): readonly FanOut[] {
  const news = allClientInfos(snapshot, ({ status }) => status).find((info) => info.key === key);
  if (news === undefined) throw new Error(`nobody is ${key}`);
  return clientInfoFanOuts(news, { snapshot, ids: { fingerprint, uuid: () => 'c1' }, atMs: AT, ttlMs: 900_000 });
}

function toldIn(pushes: readonly FanOut[]): readonly string[] {
  return pushes.flatMap(({ owed }) => owed.map(({ platformId }) => platformId));
}

describe('a ClientInfo push (OCPI 2.2.1, HubClientInfo > Receiver Interface)', () => {
  it('is a PUT of the object under country code and party id, without routing headers', () => {
    const snapshot = hubOf([CPO, { id: 'emsp', parties: ['EMSP NL/EMS'], offers: LISTENS }]);
    const [push, ...others] = pushesOf('NL/CPO CPO', snapshot);
    expect(others).toEqual([]);
    expect(push).toMatchObject({
      kind: 'client-info',
      content: {
        version: '2.2.1',
        module: 'hubclientinfo',
        interfaceRole: 'RECEIVER',
        method: 'PUT',
        rest: '/NL/CPO',
        query: null,
        contentType: 'application/json',
        from: null,
      },
      owed: [{ platformId: 'emsp', to: null }],
      atMs: AT,
      expiresAtMs: AT + 900_000,
    });
    expect(JSON.parse(new TextDecoder().decode(push?.content.body ?? new Uint8Array()))).toEqual({
      party_id: 'CPO',
      country_code: 'NL',
      role: 'CPO',
      status: 'CONNECTED',
      last_updated: '2026-01-31T11:59:59.000Z',
    });
  });

  it.each<[string, Partial<PlatformSketch>, boolean]>([
    ['a connected platform that offers the Receiver interface', {}, true],
    ['an offline one', { status: 'OFFLINE' }, true],
    ['a suspended one', { status: 'SUSPENDED' }, false],
    ['one that never registered', { status: 'PLANNED', offers: null }, false],
    ['one that offers the Sender interface only', { offers: ['hubclientinfo SENDER'] }, false],
    ['one that does not offer the module', { offers: ['locations RECEIVER'] }, false],
  ])('to %s: %p', (_, sketch, isToldOfIt) => {
    const asked = { id: 'asked', parties: ['EMSP NL/EMS'], offers: LISTENS, ...sketch };
    expect(toldIn(pushesOf('NL/CPO CPO', hubOf([CPO, asked])))).toEqual(isToldOfIt ? ['asked'] : []);
  });

  it('never tells a platform of its own parties', () => {
    const both: PlatformSketch = { id: 'both', parties: ['CPO NL/ONE', 'EMSP NL/TWO'], offers: LISTENS };
    expect(pushesOf('NL/ONE CPO', hubOf([both]))).toEqual([]);
  });

  it('goes to each platform in the version that it speaks', () => {
    const snapshot = hubOf([
      CPO,
      { id: 'old', parties: ['EMSP NL/OLD'], offers: LISTENS, version: '2.2' },
      { id: 'new', parties: ['EMSP NL/NEW'], offers: LISTENS, version: '2.3.0' },
    ]);
    const pushes = pushesOf('NL/CPO CPO', snapshot);
    expect(pushes.map(({ content, owed }) => [content.version, owed[0]?.platformId])).toEqual([
      ['2.2', 'old'],
      ['2.3.0', 'new'],
    ]);
    expect(new Set(pushes.map(({ content }) => content.messageId)).size).toBe(2);
  });

  it('is an object per party and role, although the URL names no role', () => {
    const snapshot = hubOf([
      { id: 'two', parties: ['CPO NL/TWO', 'EMSP NL/TWO'] },
      { id: 'emsp', parties: ['EMSP NL/EMS'], offers: LISTENS },
    ]);
    const keys = ['NL/TWO CPO', 'NL/TWO EMSP'].map((key) => pushesOf(key, snapshot)[0]?.object);
    expect(keys).toEqual([
      { key: 'HUBCLIENTINFO NL/TWO CPO', path: [], write: 'put', lastUpdatedMs: CHANGED },
      { key: 'HUBCLIENTINFO NL/TWO EMSP', path: [], write: 'put', lastUpdatedMs: CHANGED },
    ]);
  });

  it('says SUSPENDED of a party whose platform is gone, and tells everybody', () => {
    const gone: DepartedParty = {
      id: { countryCode: 'NL', partyId: 'GON' },
      key: 'NL/GON',
      role: 'CPO',
      lastUpdatedMs: AT,
    };
    const snapshot = hubOf([{ id: 'emsp', parties: ['EMSP NL/EMS'], offers: LISTENS }], [gone]);
    const [push] = pushesOf('NL/GON CPO', snapshot);
    expect(toldIn(push ? [push] : [])).toEqual(['emsp']);
    expect(new TextDecoder().decode(push?.content.body ?? new Uint8Array())).toContain('"status":"SUSPENDED"');
  });

  it('has the same message id in every process for the same change, and another one for the next', () => {
    const listener = { id: 'emsp', parties: ['EMSP NL/EMS'], offers: LISTENS };
    const idOf = (snapshot: RegistrySnapshot): string | undefined =>
      pushesOf('NL/CPO CPO', snapshot)[0]?.content.messageId;
    const first = idOf(hubOf([CPO, listener]));
    expect(first).toMatch(/^[0-9a-f]{36}$/);
    expect(idOf(hubOf([CPO, listener]))).toBe(first);
    expect(idOf(hubOf([{ ...CPO, status: 'OFFLINE' }, listener]))).not.toBe(first);
  });
});
