import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PeerDefectKind } from '@busbar/core';
import { JSON_TEXT, WIDE_INTEGER } from '@busbar/database';
import type { BreachSubject, DatedExample } from './breach-row.js';

/** How often a platform, or one of its parties, did one thing against the specification. */
@Entity('peer_defects')
export class PeerDefectEntity {
  @PrimaryColumn({ name: 'platform_id', type: 'varchar', length: 36 })
  platformId!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  kind!: PeerDefectKind;

  /** Empty where the platform as a whole errs. */
  @PrimaryColumn({ type: 'varchar', length: 6, default: '' })
  party!: string;

  /** What is broken, in one text that sorts; empty where the kind says it all. */
  @PrimaryColumn({ type: 'varchar', length: 255, default: '' })
  subject!: string;

  @Column({ type: 'int' })
  count!: number;

  @Column({ name: 'first_at', ...WIDE_INTEGER })
  firstAtMs!: number;

  @Column({ name: 'last_at', ...WIDE_INTEGER })
  lastAtMs!: number;

  /** Of the last one. */
  @Column({ type: 'varchar', length: 500 })
  detail!: string;

  /** Of kind `object-model` only. */
  @Column({ ...JSON_TEXT, nullable: true })
  breach!: BreachSubject | null;

  /** The newest few, the newest last. */
  @Column({ ...JSON_TEXT, nullable: true })
  examples!: readonly DatedExample[] | null;
}
