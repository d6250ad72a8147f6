import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { TokenPurpose } from '@busbar/core';
import { WIDE_INTEGER } from '@busbar/database';
import { PlatformEntity } from './platform.entity.js';

/** A token that the hub issued to a platform. */
@Entity('held_tokens')
@Index('ix_held_tokens_platform', ['platformId'])
export class HeldTokenEntity {
  /** HMAC-SHA-256, hexadecimal; the token itself is nowhere. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  digest!: string;

  @ForeignKey(() => PlatformEntity, { name: 'fk_held_tokens_platform', onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @Column({ name: 'platform_id', type: 'varchar', length: 36 })
  platformId!: string;

  @Column({ type: 'varchar', length: 12 })
  purpose!: TokenPurpose;

  @Column({ name: 'expires_at', ...WIDE_INTEGER, nullable: true })
  expiresAtMs!: number | null;

  /** The platform's revision that brought it: tells older tokens from newer ones. */
  @Column({ name: 'since_revision', type: 'int' })
  sinceRevision!: number;

  /** Older tokens of the platform end when this one is presented. */
  @Column({ name: 'retires_others', type: 'boolean' })
  retiresOthers!: boolean;
}
