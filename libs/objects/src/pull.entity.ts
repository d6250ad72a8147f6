import type { PullKind } from '@busbar/core';
import { COUNTED_KEY, WIDE_INTEGER, type EntityClass } from '@busbar/database';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** Where the pulls of one list stand: what a party publishes of a module on a platform. */
@Entity('pulls')
@Index('ux_pulls_list', ['platformId', 'module', 'party'], { unique: true })
export class PullEntity {
  @PrimaryGeneratedColumn('increment', COUNTED_KEY)
  number!: number;

  @Column({ name: 'platform_id', type: 'varchar', length: 36 })
  platformId!: string;

  @Column({ type: 'varchar', length: 16 })
  module!: string;

  /** `NL/ABC`, upper-case. */
  @Column({ type: 'varchar', length: 6 })
  party!: string;

  @Column({ type: 'varchar', length: 8 })
  version!: string;

  @Column({ name: 'full_started_at', ...WIDE_INTEGER, nullable: true })
  fullStartedMs!: number | null;

  @Column({ name: 'full_ended_at', ...WIDE_INTEGER, nullable: true })
  fullEndedMs!: number | null;

  @Column({ name: 'last_started_at', ...WIDE_INTEGER, nullable: true })
  lastStartedMs!: number | null;

  /** That the last full pull read. */
  @Column({ type: 'integer' })
  objects!: number;

  /** What has begun and is not done; null where nothing has. */
  @Column({ type: 'varchar', length: 5, nullable: true })
  running!: PullKind | null;

  @Column({ name: 'started_at', ...WIDE_INTEGER })
  startedMs!: number;

  @Column({ name: 'next_url', type: 'text', nullable: true })
  nextUrl!: string | null;

  @Column({ type: 'integer' })
  pages!: number;

  @Column({ name: 'objects_read', type: 'integer' })
  objectsRead!: number;

  /** The fence with which it began: marks of an earlier pull say nothing. */
  @Column({ ...WIDE_INTEGER })
  round!: number;

  /** The newest object that there was when it began. */
  @Column({ name: 'newest_at_start', ...WIDE_INTEGER })
  newestAtStart!: number;

  /** 1 where an operator wants a full pull. */
  @Column({ name: 'is_wanted', type: 'integer' })
  isWanted!: number;

  @Column({ type: 'integer' })
  failures!: number;

  @Column({ name: 'not_before', ...WIDE_INTEGER })
  notBeforeMs!: number;

  @Column({ name: 'last_error', type: 'varchar', length: 500, nullable: true })
  lastError!: string | null;

  @Column({ name: 'last_error_at', ...WIDE_INTEGER, nullable: true })
  lastErrorMs!: number | null;

  /** Grows with each claim: whoever knows a lower one has lost the pull. */
  @Column({ ...WIDE_INTEGER })
  fence!: number;

  @Column({ name: 'leased_until', ...WIDE_INTEGER })
  leasedUntilMs!: number;
}

/** A running full pull has come across this object. */
@Entity('pull_marks')
export class PullMarkEntity {
  /** The pull's number. */
  @PrimaryColumn({ ...WIDE_INTEGER })
  pull!: number;

  /** The object's. */
  @PrimaryColumn({ ...WIDE_INTEGER })
  sequence!: number;

  @Column({ ...WIDE_INTEGER })
  round!: number;
}

/** The tables of pulls. */
export const pullEntities: readonly EntityClass[] = [PullEntity, PullMarkEntity];
