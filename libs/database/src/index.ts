export { COUNTED_KEY, JSON_TEXT, WIDE_INTEGER, wideTypes } from './columns.js';
export { Database, DatabaseLost, Undone, type EntityClass, type StoreModule, type StoreRef } from './database.js';
export { isInfrastructureFault, isUniqueViolation } from './faults.js';
export { GatheredCalls, type GatherBounds } from './gathered-calls.js';
export { openDatabase, type DatabaseLocation, type OpenExtras } from './open-database.js';
export { orDatabaseLost, orLostWithin } from './or-database-lost.js';
export { SQLITE_FILE } from './sqlite-database.js';
export { marks, Statements, type ColumnValue, type FlatRows, type RowChange, type RowChanges } from './statements.js';
export { Retention, type RetentionParts } from './retention.js';
