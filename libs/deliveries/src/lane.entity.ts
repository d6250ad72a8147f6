import { COUNTED_KEY, WIDE_INTEGER } from '@busbar/database';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What is remembered of the way to one platform. Rows stay: deliveries name them by number. */
@Entity('lanes')
@Index('ux_lanes_platform', ['platformId'], { unique: true })
export class LaneEntity {
  @PrimaryGeneratedColumn('increment', COUNTED_KEY)
  id!: number;

  @Column({ name: 'platform_id', type: 'varchar', length: 36 })
  platformId!: string;

  /** Grows with each claim: whoever knows a lower one has lost the lane. */
  @Column({ ...WIDE_INTEGER })
  fence!: number;

  @Column({ name: 'leased_until', ...WIDE_INTEGER })
  leasedUntilMs!: number;

  @Column({ name: 'failures_in_a_row', type: 'int' })
  failuresInARow!: number;

  @Column({ name: 'wait_until', ...WIDE_INTEGER })
  waitUntilMs!: number;

  @Column({ name: 'paused_at_revision', type: 'int', nullable: true })
  pausedAtRevision!: number | null;

  @Column({ name: 'last_success_at', ...WIDE_INTEGER })
  lastSuccessAtMs!: number;

  @Column({ type: 'int' })
  resumes!: number;
}
