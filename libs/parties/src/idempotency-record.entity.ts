import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { WIDE_INTEGER } from '@busbar/database';

/** A request that carried an Idempotency-Key. */
@Entity('idempotency_records')
@Index('ix_idempotency_records_claimed_at', ['claimedAtMs'])
export class IdempotencyRecordEntity {
  /** A hash over operator key, route and Idempotency-Key. */
  @PrimaryColumn({ type: 'varchar', length: 128 })
  id!: string;

  @Column({ name: 'request_hash', type: 'varchar', length: 128 })
  requestHash!: string;

  /** Null while the first request runs. Sealed: an answer may hold a token. */
  @Column({ name: 'sealed_answer', type: 'text', nullable: true })
  sealedAnswer!: string | null;

  @Column({ name: 'claimed_at', ...WIDE_INTEGER })
  claimedAtMs!: number;
}
