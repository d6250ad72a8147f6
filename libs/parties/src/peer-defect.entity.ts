import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PeerDefectKind } from '@busbar/core';
import { WIDE_INTEGER } from '@busbar/database';

/** How often a platform did one thing against the specification. */
@Entity('peer_defects')
export class PeerDefectEntity {
  @PrimaryColumn({ name: 'platform_id', type: 'varchar', length: 36 })
  platformId!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  kind!: PeerDefectKind;

  @Column({ type: 'int' })
  count!: number;

  @Column({ name: 'first_at', ...WIDE_INTEGER })
  firstAtMs!: number;

  @Column({ name: 'last_at', ...WIDE_INTEGER })
  lastAtMs!: number;

  /** Of the last one. */
  @Column({ type: 'varchar', length: 500 })
  detail!: string;
}
