import { COUNTED_KEY } from '@busbar/database';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** The whole number that stands for a reservation id where only numbers are known. No two reservations of the hub share one. */
@Entity('reservation_numbers')
@Index('ux_reservation_numbers', ['owner', 'idKey'], { unique: true })
@Index('ix_reservation_numbers_age', ['madeDay'])
export class ReservationNumberEntity {
  @PrimaryGeneratedColumn('increment', COUNTED_KEY)
  number!: number;

  /** Who reserves, `NL/ABC`. */
  @Column({ type: 'varchar', length: 6 })
  owner!: string;

  @Column({ name: 'id_key', type: 'varchar', length: 64 })
  idKey!: string;

  /** Days since the epoch. */
  @Column({ name: 'made_day', type: 'integer' })
  madeDay!: number;
}

/** The newest authorization reference that was agreed for a token at a Location, or anywhere. */
@Entity('seen_authorizations')
@Index('ix_seen_authorizations_age', ['seenDay'])
export class SeenAuthorizationEntity {
  /** `C` and a contract, or `U` and a uid, as they are compared. */
  @PrimaryColumn({ type: 'varchar', length: 66 })
  subject!: string;

  /** The Location as it is compared; empty where none was named. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  location!: string;

  @Column({ type: 'varchar', length: 255 })
  reference!: string;

  /** Days since the epoch. */
  @Column({ name: 'seen_day', type: 'integer' })
  seenDay!: number;
}

/** A Location as it was when it might last be published: what takes it back from parties that know no word for that. */
@Entity('withdrawn_locations')
@Index('ix_withdrawn_locations_age', ['withdrawnDay'])
export class WithdrawnLocationEntity {
  /** `NL/ABC`, upper-case. */
  @PrimaryColumn({ type: 'varchar', length: 6 })
  owner!: string;

  @PrimaryColumn({ name: 'id_key', type: 'varchar', length: 112 })
  idKey!: string;

  /** Of OCPI, in which it was written. */
  @Column({ type: 'varchar', length: 8 })
  version!: string;

  @Column({ type: 'text' })
  body!: string;

  /** Days since the epoch. */
  @Column({ name: 'withdrawn_day', type: 'integer' })
  withdrawnDay!: number;
}
