/** SQLite codes that say the file, the disk or the lock failed, not the statement. */
const SQLITE_LOST = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CORRUPT|NOTADB|CANTOPEN|READONLY|NOMEM|PROTOCOL)/;
const SQLITE_UNIQUE = new Set(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);

const MYSQL_LOST = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_DISK_FULL',
  'ER_RECORD_FILE_FULL',
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_QUERY_INTERRUPTED',
  'ER_CONNECTION_KILLED',
  'ER_CLIENT_INTERACTION_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);
const MYSQL_REPEATABLE = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD']);

/** The driver's code of an error, also of one that TypeORM wrapped; empty when it has none. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const driverError: unknown = 'driverError' in error ? error.driverError : error;
  if (typeof driverError !== 'object' || driverError === null || !('code' in driverError)) return '';
  return typeof driverError.code === 'string' ? driverError.code : '';
}

/** Whether an error says that the database itself failed; everything else is the operation's own fault. */
export function isInfrastructureFault(error: unknown): boolean {
  const code = codeOf(error);
  return SQLITE_LOST.test(code) || MYSQL_LOST.has(code) || isClosedConnection(error);
}

/** Whether repeating the whole transaction makes sense: somebody else was in the way for a moment. */
export function isWorthRepeating(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith('SQLITE_BUSY') || MYSQL_REPEATABLE.has(code);
}

/** Whether a statement failed because a unique index or primary key already holds that value. */
export function isUniqueViolation(error: unknown): boolean {
  const code = codeOf(error);
  return SQLITE_UNIQUE.has(code) || code === 'ER_DUP_ENTRY';
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** mysql2 has no code for a statement on a connection that ended before. */
function isClosedConnection(error: unknown): boolean {
  return /connection is in closed state|pool is closed/i.test(messageOf(error));
}
