export { COUNTED_KEY, JSON_TEXT, WIDE_INTEGER, wideTypes } from './columns.js';
export { Database, DatabaseLost, Undone, type EntityClass, type StoreModule, type StoreRef } from './database.js';
export { isInfrastructureFault, isUniqueViolation } from './faults.js';
export { openDatabase, type DatabaseLocation, type OpenExtras } from './open-database.js';
export { SQLITE_FILE } from './sqlite-database.js';
