import type { Outcome, PlanKind } from '@busbar/core';
import { WIDE_INTEGER } from '@busbar/database';
import type { InterfaceRole } from '@busbar/ocpi';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One message. Every index costs each message a write: these are what lists and figures are read from, with the further columns in
 * them so that a filter is decided without touching the rows.
 */
@Entity('messages')
@Index('ix_messages_time', ['id', 'module', 'outcome', 'plan'])
@Index('ix_messages_from', ['fromParty', 'id', 'toParty', 'module', 'outcome'])
@Index('ix_messages_to', ['toParty', 'id', 'module', 'outcome'])
@Index('ix_messages_correlation', ['correlationHash'])
export class MessageEntity {
  /** Begins with the time: ids sort as messages came in. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'at_ms', ...WIDE_INTEGER })
  atMs!: number;

  @Column({ name: 'correlation_id', type: 'varchar', length: 128 })
  correlationId!: string;

  /** Stands for the correlation id in the index: random text there would cost a whole page per message. */
  @Column({ name: 'correlation_hash', type: 'int' })
  correlationHash!: number;

  @Column({ name: 'request_id', type: 'varchar', length: 128 })
  requestId!: string;

  @Column({ type: 'varchar', length: 8, nullable: true })
  version!: string | null;

  /** `NL/ABC`, upper-case. */
  @Column({ name: 'from_party', type: 'varchar', length: 6, nullable: true })
  fromParty!: string | null;

  @Column({ name: 'to_party', type: 'varchar', length: 6, nullable: true })
  toParty!: string | null;

  @Column({ name: 'from_platform_id', type: 'varchar', length: 36, nullable: true })
  fromPlatformId!: string | null;

  @Column({ name: 'to_platform_id', type: 'varchar', length: 36, nullable: true })
  toPlatformId!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  module!: string | null;

  @Column({ name: 'interface_role', type: 'varchar', length: 8, nullable: true })
  interfaceRole!: InterfaceRole | null;

  @Column({ type: 'varchar', length: 16 })
  method!: string;

  @Column({ type: 'varchar', length: 512 })
  path!: string;

  @Column({ type: 'varchar', length: 10, nullable: true })
  plan!: PlanKind | null;

  @Column({ type: 'varchar', length: 500 })
  why!: string;

  @Column({ type: 'varchar', length: 10 })
  outcome!: Outcome;

  @Column({ name: 'http_status', type: 'int' })
  httpStatus!: number;

  @Column({ name: 'ocpi_status', type: 'int', nullable: true })
  ocpiStatus!: number | null;

  @Column({ name: 'duration_us', ...WIDE_INTEGER })
  durationUs!: number;

  @Column({ name: 'request_bytes', ...WIDE_INTEGER })
  requestBytes!: number;

  @Column({ name: 'answer_bytes', ...WIDE_INTEGER })
  answerBytes!: number;
}
