import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConnectionStatus, Endpoint, PlatformSettings } from '@busbar/core';
import { JSON_TEXT } from '@busbar/database';
import type { OcpiVersion, PartyKey } from '@busbar/ocpi';

/** One OCPI connection. The columns from `version` on are null together, until it registers. */
@Entity('platforms')
export class PlatformEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  /** Grows with every change; changes are compare-and-set on it. */
  @Column({ type: 'int' })
  revision!: number;

  @Column({ type: 'varchar', length: 12 })
  status!: ConnectionStatus;

  @Column(JSON_TEXT)
  settings!: PlatformSettings;

  @Column({ type: 'varchar', length: 8, nullable: true })
  version!: OcpiVersion | null;

  @Column({ name: 'versions_url', type: 'text', nullable: true })
  versionsUrl!: string | null;

  @Column({ ...JSON_TEXT, nullable: true })
  endpoints!: readonly Endpoint[] | null;

  @Column({ ...JSON_TEXT, nullable: true })
  hosts!: readonly string[] | null;

  /** The token they issued, sealed for this platform and this column. */
  @Column({ name: 'sealed_token', type: 'text', nullable: true })
  sealedToken!: string | null;

  @Column({ name: 'token_encoding', type: 'varchar', length: 6, nullable: true })
  tokenEncoding!: 'base64' | 'raw' | null;

  /** The party of a connection of OCPI 2.1.1; null in later versions. */
  @Column({ type: 'varchar', length: 6, nullable: true })
  party!: PartyKey | null;
}
