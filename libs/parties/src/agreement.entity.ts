import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AgreementPolicy, WithoutAgreement } from '@busbar/core';
import { JSON_TEXT, WIDE_INTEGER } from '@busbar/database';

/** One row: what holds without an agreement. */
@Entity('agreement_policy')
export class AgreementPolicyEntity {
  @PrimaryColumn({ type: 'int' })
  id!: number;

  @Column({ type: 'varchar', length: 8 })
  policy!: AgreementPolicy;

  @Column({ name: 'without_agreement', type: 'varchar', length: 12 })
  withoutAgreement!: WithoutAgreement;

  /** Grows with each change of policy and agreements: changes are compare-and-set on it. */
  @Column({ type: 'int' })
  revision!: number;

  /** Grows with each change of any of these tables, so that they are read only when there is something new. */
  @Column({ type: 'int' })
  stamp!: number;

  @Column({ name: 'changed_at', ...WIDE_INTEGER })
  changedAtMs!: number;
}

/** An agreement of two parties. */
@Entity('agreements')
export class AgreementEntity {
  /** Its place in the operator's list. */
  @PrimaryColumn({ type: 'int' })
  position!: number;

  @Column({ name: 'party_a', type: 'varchar', length: 6 })
  partyA!: string;

  @Column({ name: 'party_b', type: 'varchar', length: 6 })
  partyB!: string;

  /** Empty for all. */
  @Column({ name: 'modules', ...JSON_TEXT })
  modules!: readonly string[];

  @Column({ name: 'from_at', ...WIDE_INTEGER, nullable: true })
  fromMs!: number | null;

  @Column({ name: 'until_at', ...WIDE_INTEGER, nullable: true })
  untilMs!: number | null;
}

/** When two parties began or ceased to be allowed anything, by a change that somebody made: it dates their ClientInfo. */
@Entity('agreement_changes')
@Index('ix_agreement_changes_changed_at', ['changedAtMs'])
export class AgreementChangeEntity {
  /** As core's `pairKey`. */
  @PrimaryColumn({ type: 'varchar', length: 13 })
  pair!: string;

  @Column({ name: 'changed_at', ...WIDE_INTEGER })
  changedAtMs!: number;
}

/** A party that another one exchanges nothing with, by its own will. */
@Entity('party_blocks')
export class PartyBlockEntity {
  @PrimaryColumn({ name: 'by_party', type: 'varchar', length: 6 })
  by!: string;

  @PrimaryColumn({ name: 'blocked_party', type: 'varchar', length: 6 })
  blocked!: string;

  @Column({ name: 'since', ...WIDE_INTEGER })
  sinceMs!: number;
}
