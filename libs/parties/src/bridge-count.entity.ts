import type { BridgeCount } from '@busbar/core';
import { WIDE_INTEGER } from '@busbar/database';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How often translating between versions cost one platform the same thing. */
@Entity('bridge_counts')
@Index('ix_bridge_counts_age', ['lastAtMs'])
export class BridgeCountEntity {
  @PrimaryColumn({ name: 'platform_id', type: 'varchar', length: 36 })
  platformId!: string;

  /** Everything that tells one count of a platform from another, in one text that sorts. */
  @PrimaryColumn({ type: 'varchar', length: 255 })
  subject!: string;

  @Column({ name: 'from_version', type: 'varchar', length: 8 })
  from!: BridgeCount['from'];

  @Column({ name: 'to_version', type: 'varchar', length: 8 })
  to!: BridgeCount['to'];

  @Column({ type: 'varchar', length: 36 })
  module!: string;

  @Column({ type: 'varchar', length: 16 })
  kind!: BridgeCount['kind'];

  @Column({ type: 'varchar', length: 64 })
  object!: string;

  @Column({ type: 'varchar', length: 255 })
  field!: string;

  @Column({ type: 'varchar', length: 32, nullable: true })
  source!: BridgeCount['source'];

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
