import type { DeliveryKind, WrittenObject } from '@busbar/core';
import { COUNTED_KEY, JSON_TEXT, WIDE_INTEGER } from '@busbar/database';
import type { InterfaceRole, OcpiVersion } from '@busbar/ocpi';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What a message says, once for all its deliveries. */
@Entity('delivery_contents')
@Index('ux_delivery_contents_message', ['messageId'], { unique: true })
@Index('ix_delivery_contents_object', ['objectHash', 'acceptedAtMs'])
@Index('ix_delivery_contents_accepted_at', ['acceptedAtMs'])
@Index('ix_delivery_contents_sealed_until', ['sealedUntilMs'])
export class DeliveryContentEntity {
  /** A number for the deliveries to name: the message's id is four times as long as the rest of their rows. */
  @PrimaryGeneratedColumn('increment', COUNTED_KEY)
  id!: number;

  @Column({ name: 'message_id', type: 'varchar', length: 36 })
  messageId!: string;

  @Column({ type: 'varchar', length: 12 })
  kind!: DeliveryKind;

  @Column({ name: 'correlation_id', type: 'varchar', length: 128 })
  correlationId!: string;

  @Column({ type: 'varchar', length: 8 })
  version!: OcpiVersion;

  @Column({ type: 'varchar', length: 255 })
  module!: string;

  @Column({ name: 'interface_role', type: 'varchar', length: 8 })
  interfaceRole!: InterfaceRole;

  @Column({ type: 'varchar', length: 16 })
  method!: string;

  /** `NL/ABC` as it is spelt in headers. */
  @Column({ name: 'from_party', type: 'varchar', length: 6, nullable: true })
  fromParty!: string | null;

  /** Stands for the object's key in the index. */
  @Column({ name: 'object_hash', ...WIDE_INTEGER })
  objectHash!: number;

  @Column({ name: 'object_key', type: 'text' })
  objectKey!: string;

  @Column({ name: 'object_path', ...JSON_TEXT })
  objectPath!: readonly string[];

  @Column({ name: 'object_write', type: 'varchar', length: 6 })
  objectWrite!: WrittenObject['write'];

  @Column({ name: 'object_last_updated', ...WIDE_INTEGER, nullable: true })
  objectLastUpdatedMs!: number | null;

  /** How many deliveries were made of it. */
  @Column({ type: 'int' })
  receivers!: number;

  @Column({ name: 'accepted_at', ...WIDE_INTEGER })
  acceptedAtMs!: number;

  /** When it is asked next whether anybody still needs what is sealed; null once it is gone. */
  @Column({ name: 'sealed_until', ...WIDE_INTEGER, nullable: true })
  sealedUntilMs!: number | null;

  @Column({ name: 'sealed_bytes', type: 'int' })
  sealedBytes!: number;

  /** Path, query and body in one sealed piece. It comes last: SQLite reads the other columns without it. */
  @Column({ type: 'blob', nullable: true })
  sealed!: Uint8Array | null;
}
