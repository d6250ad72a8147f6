export type { BatchTarget } from './batch-writer.js';
export { BatchingJournal, type JournalBounds, type JournalParts } from './batching-journal.js';
export { JournalRetention, type JournalLifetimes, type JournalRetentionParts } from './journal-retention.js';
export { JournalModule, type JournalSlice } from './journal.module.js';
export type { MessageFilter, MessageStats } from './message-filter.js';
export { messageStore } from './message-store.js';
export { MAX_KEPT_BODY_BYTES } from './payload-frame.js';
export type { BytesSeals } from './payload-seals.js';
export { TypeormMessageLog } from './typeorm-message-log.js';
