import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_PLATFORM_SETTINGS, isNotChanged, TokenWeIssued, type Platform, type TokenPurpose } from '@busbar/core';
import { parsePartyId } from '@busbar/ocpi';
import { ManualClock } from '../doubles/manual-clock.js';
import { eventually } from '../support/eventually.js';
import {
  aHeldToken,
  aNewPlatform,
  aRegistration,
  claimOf,
  made,
  rawHeader,
  unusedPartyId,
} from '../support/platform-builders.js';
import { registriesUnderTest, type Registry, type RegistryPlace } from '../support/registry-rig.js';

const base64Header = (token: TokenWeIssued): string => `Token ${btoa(token.reveal())}`;

describe.each(registriesUnderTest())('platforms stored in $name', ({ make }) => {
  const clock = new ManualClock();
  let place: RegistryPlace;
  let registry: Registry;
  let nowMs: number;

  beforeAll(async () => {
    place = await make();
    registry = await place.open(clock);
  }, 60_000);
  afterAll(async () => {
    await registry.close();
    await place.close();
  }, 20_000);
  beforeEach(() => {
    clock.advance(1_000);
    nowMs = clock.now();
  });

  async function create(...parties: readonly string[]): Promise<Platform> {
    return made(await registry.store.create(aNewPlatform(...parties), nowMs, aHeldToken('registration')));
  }

  async function register(platform: Platform, newToken = aHeldToken('connection')): Promise<Platform> {
    return made(await registry.store.completeRegistration(platform, aRegistration(newToken), nowMs));
  }

  function purposeOf(token: TokenWeIssued): TokenPurpose | undefined {
    return registry.directory.whoPresents(rawHeader(token))?.purpose;
  }

  it('a new platform is PLANNED, holds its parties and is in the snapshot at once', async () => {
    const [cpo, emsp] = [unusedPartyId(), unusedPartyId()];

    const platform = await create(`CPO ${cpo}`, `EMSP ${emsp}`);

    expect(platform).toMatchObject({ name: 'Example Charging', status: 'PLANNED', registration: null });
    expect(platform.parties.map(({ role, key }) => `${role} ${key}`)).toEqual([`CPO ${cpo}`, `EMSP ${emsp}`]);
    expect(platform.parties.map(({ lastUpdatedMs }) => lastUpdatedMs)).toEqual([nowMs, nowMs]);
    expect(registry.directory.snapshot()?.platform(platform.id)).toEqual(platform);
    expect(registry.directory.snapshot()?.partiesNamed(cpo)).toHaveLength(1);
  });

  it('a party id is found whatever the case it was claimed in, and keeps its spelling', async () => {
    const party = unusedPartyId();

    const platform = await create(`CPO ${party.toLowerCase()}`);

    expect(platform.parties[0]?.id).toEqual(parsePartyId(party.toLowerCase()));
    expect(registry.directory.snapshot()?.partiesNamed(party)[0]?.platformId).toBe(platform.id);
  });

  it('no platform takes over a role and party id that another one holds, in any spelling', async () => {
    const party = unusedPartyId();
    await create(`CPO ${party}`);

    const takeover = await registry.store.create(
      aNewPlatform(`EMSP ${unusedPartyId()}`, `CPO ${party.toLowerCase()}`),
      nowMs,
      aHeldToken('registration'),
    );

    expect(takeover).toEqual({ notChanged: 'party-taken', party: parsePartyId(party.toLowerCase()), role: 'CPO' });
    expect(registry.directory.snapshot()?.partiesNamed(party)).toHaveLength(1);
  });

  it('two platforms may hold different roles of one party id', async () => {
    const party = unusedPartyId();
    await create(`CPO ${party}`);
    await create(`EMSP ${party}`);

    const roles = registry.directory
      .snapshot()
      ?.partiesNamed(party)
      .map(({ role }) => role);
    expect(roles?.toSorted()).toEqual(['CPO', 'EMSP']);
  });

  it('a platform that lists a party twice is refused', async () => {
    const party = unusedPartyId();

    const outcome = await registry.store.create(
      aNewPlatform(`CPO ${party}`, `CPO ${party.toLowerCase()}`),
      nowMs,
      aHeldToken('registration'),
    );

    expect(outcome).toMatchObject({ notChanged: 'party-taken' });
  });

  it('of two changes that saw the same revision exactly one is made', async () => {
    const platform = await create(`CPO ${unusedPartyId()}`);

    const outcomes = await Promise.all([
      registry.store.update(platform, { name: 'First' }, nowMs),
      registry.store.update(platform, { name: 'Second' }, nowMs),
    ]);

    const refused = outcomes.filter(isNotChanged);
    expect(refused).toEqual([{ notChanged: 'changed-meanwhile' }]);
    const winner = outcomes.find((outcome): outcome is Platform => !isNotChanged(outcome));
    expect(registry.directory.snapshot()?.platform(platform.id)).toEqual(winner);
    expect(winner?.revision).toBe(platform.revision + 1);
  });

  it('of two platforms that claim one party at the same time exactly one gets it', async () => {
    const party = unusedPartyId();

    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () =>
        registry.store.create(aNewPlatform(`CPO ${party}`), nowMs, aHeldToken('registration')),
      ),
    );

    expect(outcomes.filter((outcome) => !isNotChanged(outcome))).toHaveLength(1);
    expect(registry.directory.snapshot()?.partiesNamed(party)).toHaveLength(1);
  });

  it('an update keeps what it does not name, frees parties that leave and dates only those that come', async () => {
    const [stays, leaves, comes] = [unusedPartyId(), unusedPartyId(), unusedPartyId()];
    const platform = await create(`CPO ${stays}`, `CPO ${leaves}`);
    const settings = { ...DEFAULT_PLATFORM_SETTINGS, in_flight: 7 };
    const withSettings = made(await registry.store.update(platform, { settings }, nowMs));

    const parties = [claimOf('CPO', comes), claimOf('CPO', stays)];
    const changed = made(await registry.store.update(withSettings, { parties }, nowMs + 5_000));

    expect(changed).toMatchObject({ name: 'Example Charging', settings });
    expect(changed.parties.map(({ key, lastUpdatedMs }) => [key, lastUpdatedMs])).toEqual([
      [comes, nowMs + 5_000],
      [stays, nowMs],
    ]);
    expect(registry.directory.snapshot()?.partiesNamed(leaves)).toEqual([]);
    await expect(create(`CPO ${leaves}`)).resolves.toMatchObject({ status: 'PLANNED' });
  });

  it('a change of status is dated in the ClientInfo of every party, and a repetition is not', async () => {
    const platform = await create(`CPO ${unusedPartyId()}`, `EMSP ${unusedPartyId()}`);

    const suspended = made(await registry.store.setStatus(platform, 'SUSPENDED', nowMs + 1));
    const again = made(await registry.store.setStatus(suspended, 'SUSPENDED', nowMs + 2));

    expect(suspended.status).toBe('SUSPENDED');
    expect(suspended.parties.map(({ lastUpdatedMs }) => lastUpdatedMs)).toEqual([nowMs + 1, nowMs + 1]);
    expect(again.parties.map(({ lastUpdatedMs }) => lastUpdatedMs)).toEqual([nowMs + 1, nowMs + 1]);
  });

  it('a finished handshake makes the platform CONNECTED with all that it told about itself', async () => {
    const party = unusedPartyId();
    const platform = await create(`CPO ${party}`);
    const given = { ...claimOf('CPO', party), businessDetails: { name: 'As they call themselves' } };

    const completed = aRegistration(aHeldToken('connection'), { businessDetails: [given] });
    const registered = made(await registry.store.completeRegistration(platform, completed, nowMs));

    expect(registered.status).toBe('CONNECTED');
    expect(registered.registration).toMatchObject({
      version: '2.2.1',
      versionsUrl: 'https://cpo.example/ocpi/versions',
      hosts: ['cpo.example'],
    });
    expect(registered.registration?.token.header).toBe('Token token-of-theirs');
    expect(registered.parties[0]?.businessDetails).toEqual({ name: 'As they call themselves' });
    expect(registry.directory.snapshot()?.endpoint(platform.id, 'locations', 'SENDER')).toBe(
      'https://cpo.example/ocpi/2.2.1/locations',
    );
  });

  it('a connection of OCPI 2.1.1 keeps whose it is, until the platform registers with a later version', async () => {
    const party = unusedPartyId();
    const platform = await create(`CPO ${party}`);
    const { registration } = aRegistration(aHeldToken('connection'));
    const old = { registration: { ...registration, version: '2.1.1' as const, party } };

    const registered = made(
      await registry.store.completeRegistration(platform, aRegistration(aHeldToken('connection'), old), nowMs),
    );
    expect(registered.registration?.party).toBe(party);
    expect(registry.directory.snapshot()?.platform(platform.id)?.registration?.party).toBe(party);

    const renewed = aRegistration(aHeldToken('connection'));
    const newer = made(await registry.store.completeRegistration(registered, renewed, nowMs));
    expect(newer.registration?.party).toBeUndefined();
  });

  it('a removed platform frees its parties and leaves them as departed until somebody claims them', async () => {
    const party = unusedPartyId();
    const platform = await create(`CPO ${party}`);

    await expect(registry.store.remove(platform, nowMs + 9)).resolves.toBeNull();

    const departed = (): unknown => registry.directory.snapshot()?.departed.find(({ key }) => key === party);
    expect(registry.directory.snapshot()?.platform(platform.id)).toBeNull();
    expect(departed()).toMatchObject({ id: parsePartyId(party), role: 'CPO', lastUpdatedMs: nowMs + 9 });
    await expect(registry.store.remove(platform, nowMs)).resolves.toEqual({ notChanged: 'unknown-platform' });
    await create(`CPO ${party}`);
    expect(departed()).toBeUndefined();
  });

  it('an ended registration leaves the platform SUSPENDED, without a token that works in either direction', async () => {
    const connection = aHeldToken('connection');
    const registered = await register(await create(`CPO ${unusedPartyId()}`), connection);

    const ended = made(await registry.store.endRegistration(registered, nowMs));

    expect(ended).toMatchObject({ status: 'SUSPENDED', registration: null });
    expect(purposeOf(connection.token)).toBeUndefined();
  });

  it('a token is known raw and in Base64, and a wrong one is nobody’s', async () => {
    const connection = aHeldToken('connection');
    const platform = await register(await create(`CPO ${unusedPartyId()}`), connection);
    const { directory } = registry;

    expect(directory.whoPresents(rawHeader(connection.token))).toEqual({ platform, purpose: 'connection' });
    expect(directory.whoPresents(base64Header(connection.token))).toEqual({ platform, purpose: 'connection' });
    expect(directory.whoPresents(`Bearer ${connection.token.reveal()}`)).toBeNull();
    expect(directory.whoPresents(rawHeader(aHeldToken('connection').token))).toBeNull();
    expect(directory.whoPresents(undefined)).toBeNull();
  });

  it('a token that is itself valid Base64 is known in both readings', async () => {
    const token = new TokenWeIssued(btoa(`token of ${unusedPartyId()}`));
    await register(await create(`CPO ${unusedPartyId()}`), { token, purpose: 'connection', expiresAtMs: null });

    expect(purposeOf(token)).toBe('connection');
    expect(registry.directory.whoPresents(base64Header(token))?.purpose).toBe('connection');
  });

  it('a registration token ends at its time, also for one who has presented it before', async () => {
    const registration = aHeldToken('registration', nowMs + 60_000);
    const platform = aNewPlatform(`CPO ${unusedPartyId()}`);
    await registry.store.create(platform, nowMs, registration);

    expect(purposeOf(registration.token)).toBe('registration');
    clock.advance(60_000);
    expect(purposeOf(registration.token)).toBeUndefined();
  });

  it('a registration that begins anew ends every earlier token with its commit', async () => {
    const [registration, first, second] = [
      aHeldToken('registration'),
      aHeldToken('connection'),
      aHeldToken('connection'),
    ];
    const planned = made(await registry.store.create(aNewPlatform(`CPO ${unusedPartyId()}`), nowMs, registration));
    const once = await register(planned, first);
    expect(purposeOf(registration.token)).toBeUndefined();

    await register(once, second);

    expect(purposeOf(first.token)).toBeUndefined();
    expect(purposeOf(second.token)).toBe('connection');
  });

  it('the token before a rotation works until the new one is first presented', async () => {
    const [first, second] = [aHeldToken('connection'), aHeldToken('connection')];
    const registered = await register(await create(`CPO ${unusedPartyId()}`), first);
    const rotation = aRegistration(second, { retireOthers: 'when-next-is-used' });
    await registry.store.completeRegistration(registered, rotation, nowMs);

    expect(purposeOf(first.token)).toBe('connection');
    expect(purposeOf(first.token)).toBe('connection');
    expect(purposeOf(second.token)).toBe('connection');

    await eventually('the first token to end', () => purposeOf(first.token) === undefined);
    expect(purposeOf(second.token)).toBe('connection');
  });

  it('a token that came after a rotation survives it', async () => {
    const [first, second, later] = [aHeldToken('connection'), aHeldToken('connection'), aHeldToken('registration')];
    const registered = await register(await create(`CPO ${unusedPartyId()}`), first);
    const rotation = aRegistration(second, { retireOthers: 'when-next-is-used' });
    const rotated = made(await registry.store.completeRegistration(registered, rotation, nowMs));
    await registry.store.addToken(rotated, later, true);

    expect(purposeOf(second.token)).toBe('connection');
    await eventually('the first token to end', () => purposeOf(first.token) === undefined);
    expect(purposeOf(later.token)).toBe('registration');
  });

  it('a new registration token ends the one before it unless both are to be kept', async () => {
    const [first, second, third] = [aHeldToken('registration'), aHeldToken('registration'), aHeldToken('registration')];
    const planned = made(await registry.store.create(aNewPlatform(`CPO ${unusedPartyId()}`), nowMs, first));

    const kept = made(await registry.store.addToken(planned, second, true));
    expect([purposeOf(first.token), purposeOf(second.token)]).toEqual(['registration', 'registration']);

    await registry.store.addToken(kept, third, false);
    expect([purposeOf(first.token), purposeOf(second.token), purposeOf(third.token)]).toEqual([
      undefined,
      undefined,
      'registration',
    ]);
  });

  it('a token that is added again gets its new terms, which is how it is withdrawn', async () => {
    const offered = aHeldToken('connection');
    const planned = await create(`CPO ${unusedPartyId()}`);
    const offering = made(await registry.store.addToken(planned, offered, true));
    expect(purposeOf(offered.token)).toBe('connection');

    await registry.store.addToken(offering, { ...offered, expiresAtMs: nowMs }, true);

    expect(purposeOf(offered.token)).toBeUndefined();
  });
});
