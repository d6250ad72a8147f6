import type { CarriedUrl } from '@busbar/core';
import { WIDE_INTEGER } from '@busbar/database';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A URL that came in with a message. Rows are written once and never changed. */
@Entity('carried_urls')
@Index('ix_carried_urls_expires_at', ['expiresAtMs'])
export class CarriedUrlEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 16 })
  kind!: CarriedUrl['kind'];

  /** Sealed: such a URL may hold a secret of whoever gave it. */
  @Column({ name: 'sealed_url', type: 'text' })
  sealedUrl!: string;

  @Column({ name: 'owner_platform_id', type: 'varchar', length: 36 })
  ownerPlatformId!: string;

  @Column({ name: 'owner_country_code', type: 'varchar', length: 2 })
  ownerCountryCode!: string;

  @Column({ name: 'owner_party_id', type: 'varchar', length: 3 })
  ownerPartyId!: string;

  @Column({ name: 'user_platform_id', type: 'varchar', length: 36 })
  userPlatformId!: string;

  @Column({ name: 'user_country_code', type: 'varchar', length: 2 })
  userCountryCode!: string;

  @Column({ name: 'user_party_id', type: 'varchar', length: 3 })
  userPartyId!: string;

  @Column({ type: 'varchar', length: 64 })
  module!: string;

  @Column({ name: 'correlation_id', type: 'varchar', length: 128 })
  correlationId!: string;

  @Column({ name: 'created_at', ...WIDE_INTEGER })
  createdAtMs!: number;

  @Column({ name: 'expires_at', ...WIDE_INTEGER })
  expiresAtMs!: number;
}
