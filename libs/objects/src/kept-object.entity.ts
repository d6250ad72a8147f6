import { COUNTED_KEY, WIDE_INTEGER } from '@busbar/database';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/**
 * All objects of one owner, module, version and scope. What is counted here lets a page skip whole owners, and says how many there
 * are without looking at one of them.
 */
@Entity('object_shelves')
@Index('ux_object_shelves', ['module', 'scope', 'version', 'owner'], { unique: true })
@Index('ix_object_shelves_owner', ['owner'])
export class ObjectShelfEntity {
  @PrimaryGeneratedColumn('increment', COUNTED_KEY)
  id!: number;

  @Column({ type: 'varchar', length: 16 })
  module!: string;

  /** `public` or `private`. */
  @Column({ type: 'varchar', length: 8 })
  scope!: string;

  @Column({ type: 'varchar', length: 8 })
  version!: string;

  /** `NL/ABC`, upper-case. */
  @Column({ type: 'varchar', length: 6 })
  owner!: string;

  @Column({ type: 'integer' })
  objects!: number;

  /** The block that new objects go to, and how many ever went there. */
  @Column({ type: 'integer' })
  block!: number;

  @Column({ name: 'block_taken', type: 'integer' })
  blockTaken!: number;

  /** The last day on which its owner was a party of this hub. */
  @Column({ name: 'owner_seen_day', type: 'integer' })
  ownerSeenDay!: number;
}

/** A stretch of a shelf: an offset far behind is found by adding up a few of these, not by stepping over what they hold. */
@Entity('object_blocks')
export class ObjectBlockEntity {
  @PrimaryColumn({ ...WIDE_INTEGER })
  shelf!: number;

  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @Column({ name: 'first_sequence', ...WIDE_INTEGER })
  firstSequence!: number;

  @Column({ type: 'integer' })
  objects!: number;
}

/** What is remembered of an object that was deleted: an older write does not bring it back. */
@Entity('deleted_objects')
@Index('ix_deleted_objects_order', ['shelf', 'number'])
@Index('ix_deleted_objects_age', ['deletedMs'])
export class DeletedObjectEntity {
  @PrimaryColumn({ ...WIDE_INTEGER })
  shelf!: number;

  @PrimaryColumn({ name: 'id_key', type: 'varchar', length: 112 })
  idKey!: string;

  /** Counts the deletions of a shelf: the oldest ones are forgotten first. */
  @Column({ ...WIDE_INTEGER })
  number!: number;

  /** Of the object when it was deleted; 0 where it said none. */
  @Column({ name: 'last_updated', ...WIDE_INTEGER })
  lastUpdatedMs!: number;

  @Column({ name: 'deleted_at', ...WIDE_INTEGER })
  deletedMs!: number;
}

/** One object as its owner wrote it; its sequence says when the hub first saw it, and no later write changes that. */
@Entity('kept_objects')
@Index('ux_kept_objects_key', ['shelf', 'idKey'], { unique: true })
@Index('ix_kept_objects_order', ['shelf', 'sequence'])
@Index('ix_kept_objects_updated', ['shelf', 'lastUpdatedMs'])
@Index('ix_kept_objects_seen', ['shelf', 'seenDay'])
@Index('ix_kept_objects_contract', ['contractKey'])
export class KeptObjectEntity {
  @PrimaryGeneratedColumn('increment', COUNTED_KEY)
  sequence!: number;

  @Column({ ...WIDE_INTEGER })
  shelf!: number;

  @Column({ type: 'integer' })
  block!: number;

  /** Id and type as they are compared. */
  @Column({ name: 'id_key', type: 'varchar', length: 112 })
  idKey!: string;

  /** As it is written, cut where it is longer than any of OCPI's. */
  @Column({ name: 'object_id', type: 'varchar', length: 255 })
  objectId!: string;

  /** Of a token. */
  @Column({ type: 'varchar', length: 64 })
  type!: string;

  /** Of the object itself; 0 where it says none. */
  @Column({ name: 'last_updated', ...WIDE_INTEGER })
  lastUpdatedMs!: number;

  /** Days since the epoch. */
  @Column({ name: 'seen_day', type: 'integer' })
  seenDay!: number;

  /** 1 where all who may have it were told of what it says. */
  @Column({ name: 'is_told', type: 'integer' })
  isTold!: number;

  @Column({ type: 'integer' })
  bytes!: number;

  @Column({ type: 'text' })
  body!: string;

  /** Of a token: its contract id as it is compared. */
  @Column({ name: 'contract_key', type: 'varchar', length: 64, nullable: true })
  contractKey!: string | null;
}
