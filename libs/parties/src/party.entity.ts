import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { BusinessDetails } from '@busbar/core';
import { JSON_TEXT, WIDE_INTEGER } from '@busbar/database';
import type { Role } from '@busbar/ocpi';
import { PlatformEntity } from './platform.entity.js';

/** What names a party in the hub. The primary key is what makes the triple unique, whatever its spelling. */
abstract class NamedParty {
  /** `NL/ABC`, upper-case. */
  @PrimaryColumn({ name: 'party_key', type: 'varchar', length: 6 })
  partyKey!: string;

  @PrimaryColumn({ type: 'varchar', length: 8 })
  role!: Role;

  /** As the operator wrote it. */
  @Column({ name: 'country_code', type: 'varchar', length: 2 })
  countryCode!: string;

  /** As the operator wrote it. */
  @Column({ name: 'party_id', type: 'varchar', length: 3 })
  partyId!: string;

  @Column({ name: 'last_updated', ...WIDE_INTEGER })
  lastUpdatedMs!: number;
}

/** A party of a platform. */
@Entity('parties')
@Index('ix_parties_platform', ['platformId'])
export class PartyEntity extends NamedParty {
  @ForeignKey(() => PlatformEntity, { name: 'fk_parties_platform', onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @Column({ name: 'platform_id', type: 'varchar', length: 36 })
  platformId!: string;

  /** Its place in the operator's list. */
  @Column({ type: 'int' })
  position!: number;

  @Column({ name: 'business_details', ...JSON_TEXT })
  businessDetails!: BusinessDetails;
}

/** A party that has left: nobody's, until somebody claims it again. */
@Entity('departed_parties')
export class DepartedPartyEntity extends NamedParty {}
