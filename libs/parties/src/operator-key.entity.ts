import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { WIDE_INTEGER } from '@busbar/database';

/** A key to the operator API. */
@Entity('operator_keys')
@Index('ux_operator_keys_hash', ['hash'], { unique: true })
export class OperatorKeyEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 16 })
  role!: 'viewer' | 'operator' | 'admin' | 'party';

  /** With `partyId`: the one party that a key of role `party` may see. */
  @Column({ name: 'country_code', type: 'varchar', length: 2, nullable: true })
  countryCode!: string | null;

  @Column({ name: 'party_id', type: 'varchar', length: 3, nullable: true })
  partyId!: string | null;

  /** SHA-256, hexadecimal: a key is 256 random bits, so nothing slower is needed. */
  @Column({ type: 'varchar', length: 64 })
  hash!: string;

  @Column({ name: 'created_at', ...WIDE_INTEGER })
  createdAtMs!: number;
}
