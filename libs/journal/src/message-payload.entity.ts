import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a message said, where the hub keeps it: a table of its own, so that lists stay small and bodies can go earlier. */
@Entity('message_payloads')
export class MessagePayloadEntity {
  /** The message's. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  /** Query and both bodies in one sealed piece. */
  @Column({ type: 'blob' })
  sealed!: Uint8Array;
}
