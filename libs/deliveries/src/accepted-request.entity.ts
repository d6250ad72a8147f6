import { WIDE_INTEGER } from '@busbar/database';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A request that was accepted, for as long as the same one is known to be a repeat. */
@Entity('accepted_requests')
@Index('ix_accepted_requests_accepted_at', ['acceptedAtMs'])
export class AcceptedRequestEntity {
  /** A hash over sender, request id and what was said. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ name: 'message_id', type: 'varchar', length: 36 })
  messageId!: string;

  @Column({ type: 'int' })
  receivers!: number;

  @Column({ name: 'accepted_at', ...WIDE_INTEGER })
  acceptedAtMs!: number;
}
