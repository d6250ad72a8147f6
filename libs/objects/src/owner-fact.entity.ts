import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody owns what carries this id. The key is the only thing that a look-up reads. */
@Entity('owner_facts')
@Index('ix_owner_facts_owner', ['owner', 'seenDay'])
export class OwnerFactEntity {
  /** Position in {@link FACT_KINDS}. */
  @PrimaryColumn({ type: 'integer' })
  kind!: number;

  /** The id as it is compared. */
  @PrimaryColumn({ name: 'id_key', type: 'varchar', length: 64 })
  idKey!: string;

  /** `NL/ABC`, upper-case. */
  @PrimaryColumn({ type: 'varchar', length: 6 })
  owner!: string;

  /** 1 where only others said so. */
  @Column({ name: 'is_hearsay', type: 'integer' })
  isHearsay!: number;

  /** Days since the epoch; renewed now and then. */
  @Column({ name: 'seen_day', type: 'integer' })
  seenDay!: number;
}

/** How many facts name an owner: nobody may fill the index alone. */
@Entity('owner_fact_counts')
export class OwnerFactCountEntity {
  @PrimaryColumn({ type: 'varchar', length: 6 })
  owner!: string;

  @Column({ type: 'integer' })
  facts!: number;
}
