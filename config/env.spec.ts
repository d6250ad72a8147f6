import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { inspect } from 'node:util';
import { temporaryDirectory } from '../test/support/temp-dir.js';
import { bootNotices, describeFaults, effectiveSettings, readEnvironment, type HubConfig } from './env.js';

const SECRET_HEX = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const KEYS = { BUSBAR_SECRET_KEY: SECRET_HEX, BUSBAR_OPERATOR_KEY: 'operator-key-of-a-test' };

function configFrom(env: Record<string, string>): HubConfig {
  const reading = readEnvironment({ ...KEYS, ...env });
  if (!reading.ok) throw new Error(describeFaults(reading.faults));
  return reading.config;
}

function faultsOf(env: Record<string, string>): string[] {
  const reading = readEnvironment(env);
  return reading.ok ? [] : reading.faults.map((fault) => `${fault.variable} ${fault.message}`);
}

describe('the environment', () => {
  it('has a default for everything', () => {
    expect(configFrom({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      operatorPort: null,
      publicUrl: 'http://localhost:8080',
      databaseUrl: null,
      allowPrivateNetworks: false,
      forwardTimeoutMs: 10_000,
      authorizeTimeoutMs: 3000,
      aliveAfterS: 300,
      offlineAfter: 3,
      statusHoldS: 30,
      retryBaseMs: 1000,
      retryMaxMs: 300_000,
      deliveryTtlS: 900,
      journalPayloads: 'failed',
      journalDays: 30,
      maxBodyBytes: 5_242_880,
      validation: 'observe',
    });
  });

  it('lists everything that is wrong at once', () => {
    expect(
      faultsOf({
        ...KEYS,
        BUSBAR_PORT: '80800',
        BUSBAR_FORWARD_TIMEOUT_MS: '10s',
        BUSBAR_ALLOW_PRIVATE_NETWORKS: 'yes',
        BUSBAR_JOURNAL_PAYLOADS: 'some',
        BUSBAR_PUBLIC_URL: 'hub.example.com',
        BUSBAR_HUB_COUNTRY_CODE: 'NLD',
      }),
    ).toEqual([
      'BUSBAR_PORT must be a whole number from 1 to 65535, not "80800"',
      'BUSBAR_PUBLIC_URL must be an http or https URL without user, query or fragment, such as https://hub.example.com',
      'BUSBAR_HUB_COUNTRY_CODE must be two letters, not "NLD"',
      'BUSBAR_ALLOW_PRIVATE_NETWORKS must be true or false, not "yes"',
      'BUSBAR_FORWARD_TIMEOUT_MS must be a whole number from 10 to 600000, not "10s"',
      'BUSBAR_JOURNAL_PAYLOADS must be one of none, failed, all, not "some"',
    ]);
  });

  it('refuses a name it does not know and says which one is near', () => {
    expect(faultsOf({ ...KEYS, BUSBAR_FORWARD_TIMEOUT: '5000', BUSBAR_PROT: '80', BUSBAR_BANANA: '1' })).toEqual([
      'BUSBAR_FORWARD_TIMEOUT is not a setting; did you mean BUSBAR_FORWARD_TIMEOUT_MS?',
      'BUSBAR_PROT is not a setting; did you mean BUSBAR_PORT?',
      'BUSBAR_BANANA is not a setting',
    ]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(configFrom({ BUSBAR_DATABASE_URL: '', BUSBAR_PORT: '' })).toMatchObject({ databaseUrl: null, port: 8080 });
  });

  it('derives the public URL from the port and takes the slash off a given one', () => {
    expect(configFrom({ BUSBAR_PORT: '9000' }).publicUrl).toBe('http://localhost:9000');
    expect(configFrom({ BUSBAR_PUBLIC_URL: 'https://hub.example.com/roaming/' }).publicUrl).toBe(
      'https://hub.example.com/roaming',
    );
  });

  it('reads the secret key as hexadecimal or Base64 and refuses any other length', () => {
    const bytes = Buffer.from(SECRET_HEX, 'hex');
    expect(configFrom({}).secretKey.reveal()).toEqual(bytes);
    expect(configFrom({ BUSBAR_SECRET_KEY: bytes.toString('base64') }).secretKey.reveal()).toEqual(bytes);
    expect(faultsOf({ ...KEYS, BUSBAR_SECRET_KEY: SECRET_HEX.slice(2) })).toHaveLength(1);
  });

  it('wants both keys with a database server, because processes must share them', () => {
    expect(faultsOf({ BUSBAR_DATABASE_URL: 'mysql://hub:pw@db:3306/busbar' })).toEqual([
      'BUSBAR_SECRET_KEY is required with BUSBAR_DATABASE_URL',
      'BUSBAR_OPERATOR_KEY is required with BUSBAR_DATABASE_URL',
    ]);
  });

  it('refuses Redis alone', () => {
    expect(faultsOf({ ...KEYS, BUSBAR_REDIS_URL: 'redis://localhost:6379' })).toEqual([
      'BUSBAR_REDIS_URL needs BUSBAR_DATABASE_URL: Redis says when to deliver, the database what',
    ]);
  });

  it('takes Redis and a database server together for the cluster profile, whose processes wait for balancers', () => {
    const cluster = { BUSBAR_REDIS_URL: 'redis://cache:6379/2', BUSBAR_DATABASE_URL: 'mysql://hub:pw@db:3306/busbar' };
    expect(configFrom(cluster).redisUrl?.reveal()).toBe('redis://cache:6379/2');
    expect(configFrom(cluster).drainGraceS).toBe(5);
    expect(configFrom({ ...cluster, BUSBAR_DRAIN_GRACE_S: '1' }).drainGraceS).toBe(1);
    expect(configFrom({}).drainGraceS).toBe(0);
  });

  it('refuses settings that contradict each other', () => {
    expect(faultsOf({ ...KEYS, BUSBAR_OPERATOR_PORT: '8080', BUSBAR_RETRY_MAX_MS: '10' })).toEqual([
      'BUSBAR_OPERATOR_PORT must differ from BUSBAR_PORT; leave it out to share the port',
      'BUSBAR_RETRY_BASE_MS must not exceed BUSBAR_RETRY_MAX_MS',
    ]);
  });

  it('makes the keys of a standalone hub once', () => {
    const directory = temporaryDirectory();
    const first = readEnvironment({ BUSBAR_DATA_DIR: directory });
    const second = readEnvironment({ BUSBAR_DATA_DIR: directory });
    if (!first.ok || !second.ok) throw new Error('a fresh data directory must do');
    expect(first.config.secretKey.reveal()).toHaveLength(32);
    expect(second.config.secretKey.reveal()).toEqual(first.config.secretKey.reveal());
    expect(second.config.operatorKey.reveal()).toBe(first.config.operatorKey.reveal());
  });

  it('makes no keys while something else is wrong', () => {
    const directory = temporaryDirectory();
    expect(faultsOf({ BUSBAR_DATA_DIR: directory, BUSBAR_PORT: 'x' })).toHaveLength(1);
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe('secrets', () => {
  const SECRETS = ['operator-key-of-a-test', SECRET_HEX, 'sesame'];
  const config = (): HubConfig => configFrom({ BUSBAR_DATABASE_URL: 'mysql://hub:sesame@db:3306/busbar' });

  it('are shown as set or unset at boot', () => {
    expect(effectiveSettings(config())).toMatchObject({
      BUSBAR_DATABASE_URL: 'set',
      BUSBAR_REDIS_URL: 'unset',
      BUSBAR_SECRET_KEY: 'set',
      BUSBAR_OPERATOR_KEY: 'set',
      BUSBAR_PORT: 8080,
    });
  });

  it('do not appear when the configuration is printed, however it is done', () => {
    const printed = [
      JSON.stringify(config()),
      inspect(config(), { depth: 9, showHidden: true }),
      String(config().operatorKey),
    ];
    for (const secret of SECRETS) expect(printed.join('\n')).not.toContain(secret);
  });

  it('are not quoted by the fault they cause', () => {
    const faults = faultsOf({
      BUSBAR_SECRET_KEY: 'sesame-key',
      BUSBAR_OPERATOR_KEY: 'sesame operator',
      BUSBAR_DATABASE_URL: 'postgres://hub:sesame@db/x',
    });
    expect(faults).toHaveLength(3);
    expect(faults.join('\n')).not.toContain('sesame');
  });
});

describe('what is said at boot', () => {
  it('names a hub that has no party id of its own and a door left open', () => {
    expect(bootNotices(configFrom({ BUSBAR_ALLOW_PRIVATE_NETWORKS: 'true' }))).toHaveLength(2);
    expect(bootNotices(configFrom({ BUSBAR_HUB_COUNTRY_CODE: 'NL', BUSBAR_HUB_PARTY_ID: 'RHB' }))).toEqual([]);
  });
});
