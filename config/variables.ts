import * as read from './readers.js';
import type { Reader } from './readers.js';
import type { Secret } from './secret.js';

/** How much is logged, in pino's words. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** One setting: what it is for, in which unit, what holds when it is not set, and how its text is read. */
export interface Variable<T, D extends T | null> {
  readonly name: `BUSBAR_${string}`;
  readonly doc: string;
  /** Null for what is not a quantity. */
  readonly unit: 'ms' | 's' | 'days' | 'bytes' | 'requests/s' | 'requests' | 'failures' | null;
  readonly fallback: D;
  /** The default in words, where it is not a fixed value. */
  readonly fallbackInWords?: string;
  readonly read: Reader<T>;
  /** Its value is shown as set or unset. */
  readonly secret?: true;
}

function variable<T, D extends T | null>(declared: Variable<T, D>): Variable<T, D> {
  return declared;
}

/**
 * Every variable the hub reads, in the order of the documentation. The key is the name in `HubConfig`; numbers keep the unit of
 * their variable. `config/example.env` and the table in docs/operations.md are compared with this.
 */
export const VARIABLES = {
  host: variable<string, string>({
    name: 'BUSBAR_HOST',
    doc: 'Address to listen on. 0.0.0.0 admits other machines; the container image sets it.',
    unit: null,
    fallback: '127.0.0.1',
    read: read.shaped(/^[\w.:%-]+$/, 'a host name or an IP address'),
  }),
  port: variable<number, number>({
    name: 'BUSBAR_PORT',
    doc: 'Port to listen on.',
    unit: null,
    fallback: 8080,
    read: read.port,
  }),
  operatorPort: variable<number, null>({
    name: 'BUSBAR_OPERATOR_PORT',
    doc: 'Moves the console, the operator API and the metrics to a port of their own.',
    unit: null,
    fallback: null,
    fallbackInWords: 'same port',
    read: read.port,
  }),
  publicUrl: variable<string, null>({
    name: 'BUSBAR_PUBLIC_URL',
    doc: 'Where partners reach the hub: the beginning of every URL that the hub gives them.',
    unit: null,
    fallback: null,
    fallbackInWords: 'http://localhost:PORT',
    read: read.publicUrl,
  }),
  dataDir: variable<string, string>({
    name: 'BUSBAR_DATA_DIR',
    doc: 'Directory of the database file and of the keys that were made at the first start. Back it up as one.',
    unit: null,
    fallback: '.busbar',
    read: read.oneLine(1024),
  }),
  databaseUrl: variable<Secret<string>, null>({
    name: 'BUSBAR_DATABASE_URL',
    doc: 'MySQL 8 or MariaDB 10.6+: mysql://user:password@host:port/database.',
    unit: null,
    fallback: null,
    fallbackInWords: 'SQLite file in the data directory',
    read: read.connectionUrl(['mysql', 'mariadb'], true),
    secret: true,
  }),
  redisUrl: variable<Secret<string>, null>({
    name: 'BUSBAR_REDIS_URL',
    doc: 'Redis of the cluster profile: redis://user:password@host:port/number. With BUSBAR_DATABASE_URL only; two hubs on one Redis take different numbers.',
    unit: null,
    fallback: null,
    fallbackInWords: 'queue and events inside the process',
    read: read.connectionUrl(['redis', 'rediss'], false),
    secret: true,
  }),
  secretKey: variable<Secret<Buffer>, null>({
    name: 'BUSBAR_SECRET_KEY',
    doc: '32 bytes, hexadecimal or Base64, that seal what the hub must keep secret. Required with BUSBAR_DATABASE_URL.',
    unit: null,
    fallback: null,
    fallbackInWords: 'made once: secret.key in the data directory',
    read: read.secretKey,
    secret: true,
  }),
  operatorKey: variable<Secret<string>, null>({
    name: 'BUSBAR_OPERATOR_KEY',
    doc: 'The first key to the operator API. Required with BUSBAR_DATABASE_URL.',
    unit: null,
    fallback: null,
    fallbackInWords: 'made once: operator.key in the data directory',
    read: read.operatorKey,
    secret: true,
  }),
  hubCountryCode: variable<string, string>({
    name: 'BUSBAR_HUB_COUNTRY_CODE',
    doc: "Country code of the hub's own party id. XX belongs to no country: set yours before partners register.",
    unit: null,
    fallback: 'XX',
    read: read.shaped(/^[A-Z]{2}$/i, 'two letters'),
  }),
  hubPartyId: variable<string, string>({
    name: 'BUSBAR_HUB_PARTY_ID',
    doc: "The hub's own party id.",
    unit: null,
    fallback: 'HUB',
    read: read.shaped(/^[A-Z0-9]{3}$/i, 'three letters or digits'),
  }),
  hubName: variable<string, string>({
    name: 'BUSBAR_HUB_NAME',
    doc: "The hub's name in its credentials (business_details.name).",
    unit: null,
    fallback: 'Busbar',
    read: read.oneLine(100),
  }),
  allowPrivateNetworks: variable<boolean, boolean>({
    name: 'BUSBAR_ALLOW_PRIVATE_NETWORKS',
    doc: 'true admits loopback and private addresses and plain http for all parties. For development; never link-local, multicast or unspecified ones.',
    unit: null,
    fallback: false,
    read: read.flag,
  }),
  forwardTimeoutMs: variable<number, number>({
    name: 'BUSBAR_FORWARD_TIMEOUT_MS',
    doc: 'Deadline of a whole exchange with a party.',
    unit: 'ms',
    fallback: 10_000,
    read: read.wholeNumber(10, 600_000),
  }),
  authorizeTimeoutMs: variable<number, number>({
    name: 'BUSBAR_AUTHORIZE_TIMEOUT_MS',
    doc: 'How long real-time authorization may ask all parties when the owner of a token is unknown.',
    unit: 'ms',
    fallback: 3000,
    read: read.wholeNumber(10, 600_000),
  }),
  authorizeAny: variable<boolean, boolean>({
    name: 'BUSBAR_AUTHORIZE_ANY',
    doc: 'Whether real-time authorization asks all parties when the owner of a token is unknown; false answers 4001.',
    unit: null,
    fallback: true,
    read: read.flag,
  }),
  aliveAfterS: variable<number, number>({
    name: 'BUSBAR_ALIVE_AFTER_S',
    doc: 'Silence of a connected platform after which the hub asks whether it is alive.',
    unit: 's',
    fallback: 300,
    read: read.wholeNumber(1, 86_400),
  }),
  offlineAfter: variable<number, number>({
    name: 'BUSBAR_OFFLINE_AFTER',
    doc: 'Connection failures in a row that make a platform OFFLINE.',
    unit: 'failures',
    fallback: 3,
    read: read.wholeNumber(1, 1000),
  }),
  statusHoldS: variable<number, number>({
    name: 'BUSBAR_STATUS_HOLD_S',
    doc: 'At most one announced change of status per party in this time.',
    unit: 's',
    fallback: 30,
    read: read.wholeNumber(0, 86_400),
  }),
  retryBaseMs: variable<number, number>({
    name: 'BUSBAR_RETRY_BASE_MS',
    doc: 'Wait before the second attempt of a delivery; it doubles from there.',
    unit: 'ms',
    fallback: 1000,
    read: read.wholeNumber(1, 3_600_000),
  }),
  retryMaxMs: variable<number, number>({
    name: 'BUSBAR_RETRY_MAX_MS',
    doc: 'Longest wait between two attempts of a delivery.',
    unit: 'ms',
    fallback: 300_000,
    read: read.wholeNumber(1, 86_400_000),
  }),
  deliveryTtlS: variable<number, number>({
    name: 'BUSBAR_DELIVERY_TTL_S',
    doc: 'How long a broadcast or ClientInfo push is kept for a party that cannot be reached.',
    unit: 's',
    fallback: 900,
    read: read.wholeNumber(1, 2_592_000),
  }),
  journalPayloads: variable<'none' | 'failed' | 'all', 'failed'>({
    name: 'BUSBAR_JOURNAL_PAYLOADS',
    doc: 'Whose bodies the journal keeps, sealed: none, failed or all messages.',
    unit: null,
    fallback: 'failed',
    read: read.oneOf('none', 'failed', 'all'),
  }),
  journalDays: variable<number, number>({
    name: 'BUSBAR_JOURNAL_DAYS',
    doc: 'How long a message stays in the journal; 0 keeps no journal.',
    unit: 'days',
    fallback: 30,
    read: read.wholeNumber(0, 3650),
  }),
  maxBodyBytes: variable<number, number>({
    name: 'BUSBAR_MAX_BODY_BYTES',
    doc: 'Largest body of a request. Answers are streamed and may have 64 MiB.',
    unit: 'bytes',
    fallback: 5_242_880,
    read: read.wholeNumber(1024, 67_108_864),
  }),
  validation: variable<'off' | 'observe' | 'enforce', 'observe'>({
    name: 'BUSBAR_VALIDATION',
    doc: 'Whether messages are held against the object model, see docs/validation.md: off, observe or enforce.',
    unit: null,
    fallback: 'observe',
    read: read.oneOf('off', 'observe', 'enforce'),
  }),
  roleRules: variable<'off' | 'record' | 'refuse', 'record'>({
    name: 'BUSBAR_ROLE_RULES',
    doc: 'What follows a push that docs/role-rules.md leaves to other roles: off, record or refuse.',
    unit: null,
    fallback: 'record',
    read: read.oneOf('off', 'record', 'refuse'),
  }),
  skipUnchanged: variable<boolean, false>({
    name: 'BUSBAR_SKIP_UNCHANGED',
    doc: 'true accepts a broadcast that changes nothing but last_updated without telling anybody again.',
    unit: null,
    fallback: false,
    read: read.flag,
  }),
  objectsPerOwner: variable<number, number>({
    name: 'BUSBAR_OBJECTS_PER_OWNER',
    doc: 'Objects of one module that the hub keeps of one party; more are routed, but not kept.',
    unit: null,
    fallback: 500_000,
    read: read.wholeNumber(0, 100_000_000),
  }),
  objectsInAll: variable<number, number>({
    name: 'BUSBAR_OBJECTS_IN_ALL',
    doc: 'Objects that the hub keeps of all parties together.',
    unit: null,
    fallback: 5_000_000,
    read: read.wholeNumber(0, 1_000_000_000),
  }),
  objectDays: variable<number, number>({
    name: 'BUSBAR_OBJECT_DAYS',
    doc: 'Private copies of objects, and who owns what, are forgotten when they were not seen for so long.',
    unit: 'days',
    fallback: 400,
    read: read.wholeNumber(1, 3650),
  }),
  ratePerS: variable<number, number>({
    name: 'BUSBAR_RATE_PER_S',
    doc: 'Requests that one platform may send; more are answered 429.',
    unit: 'requests/s',
    fallback: 5000,
    read: read.wholeNumber(1, 1_000_000),
  }),
  senderInFlight: variable<number, number>({
    name: 'BUSBAR_SENDER_IN_FLIGHT',
    doc: 'Requests of one platform that may be under way at once; more are answered 429.',
    unit: 'requests',
    fallback: 500,
    read: read.wholeNumber(1, 100_000),
  }),
  drainGraceS: variable<number, null>({
    name: 'BUSBAR_DRAIN_GRACE_S',
    doc: 'How long a process that was told to end still serves, not ready any more, so that balancers send new requests elsewhere.',
    unit: 's',
    fallback: null,
    fallbackInWords: '5 with BUSBAR_REDIS_URL, else 0',
    read: read.wholeNumber(0, 10),
  }),
  logLevel: variable<LogLevel, 'info'>({
    name: 'BUSBAR_LOG_LEVEL',
    doc: 'Least important lines that are logged: trace, debug, info, warn, error, fatal or silent.',
    unit: null,
    fallback: 'info',
    read: read.oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
  }),
};
