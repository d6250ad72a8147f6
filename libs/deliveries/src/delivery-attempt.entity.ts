import { COUNTED_KEY, WIDE_INTEGER } from '@busbar/database';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One HTTP exchange for a delivery. Rows are written once and go with their delivery. */
@Entity('delivery_attempts')
@Index('ix_delivery_attempts_delivery', ['delivery'])
export class DeliveryAttemptEntity {
  @PrimaryGeneratedColumn('increment', COUNTED_KEY)
  id!: number;

  /** The delivery's sequence. */
  @Column({ ...WIDE_INTEGER })
  delivery!: number;

  @Column({ name: 'request_id', type: 'varchar', length: 36 })
  requestId!: string;

  @Column({ name: 'at_ms', ...WIDE_INTEGER })
  atMs!: number;

  @Column({ name: 'duration_us', ...WIDE_INTEGER })
  durationUs!: number;

  @Column({ name: 'http_status', type: 'int', nullable: true })
  httpStatus!: number | null;

  @Column({ name: 'ocpi_status', type: 'int', nullable: true })
  ocpiStatus!: number | null;

  @Column({ type: 'varchar', length: 12 })
  outcome!: string;

  @Column({ type: 'varchar', length: 500 })
  reason!: string;
}
