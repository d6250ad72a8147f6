import { COUNTED_KEY, WIDE_INTEGER, type EntityClass } from '@busbar/database';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A replay that an operator asked for, and how far it is. */
@Entity('replays')
@Index('ux_replays_id', ['id'], { unique: true })
@Index('ix_replays_state', ['state', 'createdAtMs'])
export class ReplayEntity {
  @PrimaryGeneratedColumn('increment', COUNTED_KEY)
  number!: number;

  @Column({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 10 })
  state!: 'running' | 'done' | 'cancelled';

  /** 1 where stale ones go too. */
  @Column({ type: 'int' })
  forced!: number;

  @Column({ type: 'int' })
  items!: number;

  @Column({ type: 'int' })
  sent!: number;

  @Column({ type: 'int' })
  stale!: number;

  @Column({ type: 'int' })
  refused!: number;

  @Column({ name: 'created_at', ...WIDE_INTEGER })
  createdAtMs!: number;

  @Column({ name: 'ended_at', ...WIDE_INTEGER, nullable: true })
  endedAtMs!: number | null;

  /** Grows with each claim: whoever knows a lower one has lost the replay. */
  @Column({ ...WIDE_INTEGER })
  fence!: number;

  @Column({ name: 'leased_until', ...WIDE_INTEGER })
  leasedUntilMs!: number;
}

/** One failed delivery or direct push of a replay. */
@Entity('replay_items')
@Index('ix_replay_items_replay', ['replay', 'state'])
@Index('ix_replay_items_delivery', ['delivery'])
@Index('ix_replay_items_root_delivery', ['rootDelivery'])
@Index('ix_replay_items_root_message', ['rootMessage'])
@Index('ix_replay_items_sent_as', ['sentAs'])
export class ReplayItemEntity {
  @PrimaryGeneratedColumn('increment', COUNTED_KEY)
  id!: number;

  /** The replay's number. */
  @Column({ ...WIDE_INTEGER })
  replay!: number;

  /** The failed delivery; null for a direct push. */
  @Column({ ...WIDE_INTEGER, nullable: true })
  delivery!: number | null;

  /** The delivery that failed first: replays may fail and be replayed in their turn. Null where that was a direct push. */
  @Column({ name: 'root_delivery', ...WIDE_INTEGER, nullable: true })
  rootDelivery!: number | null;

  /** The message of the direct push that failed first. */
  @Column({ name: 'root_message', type: 'varchar', length: 36, nullable: true })
  rootMessage!: string | null;

  @Column({ type: 'varchar', length: 10 })
  state!: 'waiting' | 'sent' | 'stale' | 'refused' | 'cancelled';

  @Column({ type: 'varchar', length: 500 })
  reason!: string;

  /** The delivery that was made. */
  @Column({ name: 'sent_as', ...WIDE_INTEGER, nullable: true })
  sentAs!: number | null;
}

/** The tables of replays. */
export const replayEntities: readonly EntityClass[] = [ReplayEntity, ReplayItemEntity];
