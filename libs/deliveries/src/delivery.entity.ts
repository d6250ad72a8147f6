import type { DeliveryState } from '@busbar/core';
import { COUNTED_KEY, WIDE_INTEGER } from '@busbar/database';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * One message owed to one party. What lanes are drained by is null once a delivery has ended: all ended ones then lie together at one
 * end of these indexes, and the other end is as small as what is pending. Lists are read from the index that begins with the state: the
 * further columns decide a filter without touching the rows.
 */
@Entity('deliveries')
@Index('ix_deliveries_due', ['pendingLane', 'nextAttemptAtMs'])
@Index('ix_deliveries_expiry', ['pendingLane', 'expiresAtMs'])
@Index('ix_deliveries_stream', ['pendingLane', 'pendingStream'])
@Index('ix_deliveries_state', ['state', 'acceptedAtMs', 'sequence', 'laneId', 'module', 'toParty'])
@Index('ix_deliveries_content', ['contentId', 'laneId'])
export class DeliveryEntity {
  /** The order of arrival, and as text the delivery's id. */
  @PrimaryGeneratedColumn('increment', COUNTED_KEY)
  sequence!: number;

  @Column({ name: 'content_id', ...WIDE_INTEGER })
  contentId!: number;

  @Column({ name: 'lane_id', ...WIDE_INTEGER })
  laneId!: number;

  /** The lane while it is pending. */
  @Column({ name: 'pending_lane', ...WIDE_INTEGER, nullable: true })
  pendingLane!: number | null;

  /** A hash of its stream while it is pending. */
  @Column({ name: 'pending_stream', ...WIDE_INTEGER, nullable: true })
  pendingStream!: number | null;

  /** `NL/ABC` as it is spelt in headers; null where there are no routing headers. */
  @Column({ name: 'to_party', type: 'varchar', length: 6, nullable: true })
  toParty!: string | null;

  /** The content's, for lists: cut where it is longer than any of OCPI's. */
  @Column({ type: 'varchar', length: 64 })
  module!: string;

  @Column({ type: 'varchar', length: 10 })
  state!: DeliveryState;

  @Column({ type: 'varchar', length: 500 })
  reason!: string;

  @Column({ name: 'superseded_by', ...WIDE_INTEGER, nullable: true })
  supersededBy!: number | null;

  @Column({ type: 'int' })
  attempts!: number;

  @Column({ name: 'completed_attempts', type: 'int' })
  completedAttempts!: number;

  @Column({ type: 'int', default: 0 })
  leases!: number;

  @Column({ name: 'first_failed_at', ...WIDE_INTEGER, nullable: true })
  firstFailedAtMs!: number | null;

  @Column({ name: 'next_attempt_at', ...WIDE_INTEGER })
  nextAttemptAtMs!: number;

  @Column({ name: 'expires_at', ...WIDE_INTEGER })
  expiresAtMs!: number;

  @Column({ name: 'accepted_at', ...WIDE_INTEGER })
  acceptedAtMs!: number;

  @Column({ name: 'ended_at', ...WIDE_INTEGER, nullable: true })
  endedAtMs!: number | null;
}
