import type { BeginRequest, LaneClaim } from '@busbar/core';
import { type EntityClass, Statements } from '@busbar/database';
import type { EntityManager } from 'typeorm';
import { AcceptedRequestEntity } from './accepted-request.entity.js';
import { DeliveryAttemptEntity } from './delivery-attempt.entity.js';
import { DeliveryContentEntity } from './delivery-content.entity.js';
import { cut, type AcceptRequest, type ContentRow } from './delivery-rows.js';
import { DeliveryEntity } from './delivery.entity.js';
import { LaneEntity } from './lane.entity.js';
import type { ReportRows } from './report-rows.js';
import { acceptMessage, type AcceptEnding } from './typeorm-accept.js';
import {
  deleteContents,
  deleteEnded,
  deleteRequests,
  forgetContents,
  type Looking,
} from './typeorm-delivery-retention.js';
import { discardDeliveries, discardLane, type LaneDiscarding } from './typeorm-discard.js';
import { claimLanes, endLeases, resumeLane, selectDueLanes, selectIsWaiting } from './typeorm-lanes.js';
import { selectContents, selectPending, type PendingDelivery, type PendingRequest } from './typeorm-pending.js';
import { countLeases, endDeliveries, storeReports, type ReportEnding } from './typeorm-report.js';

/** The tables that the store needs. */
export const entities: readonly EntityClass[] = [
  LaneEntity,
  DeliveryContentEntity,
  DeliveryEntity,
  DeliveryAttemptEntity,
  AcceptedRequestEntity,
];

/** A lane that was free, and its first portion. */
export interface ClaimedLane {
  readonly claim: LaneClaim;
  readonly pending: readonly PendingDelivery[];
}

/** What is owed, as tables. What many lanes ask for at once is one call: each call is a transaction with its round trips. */
export class Store {
  private readonly statements: Statements;

  constructor(entityManager: EntityManager) {
    this.statements = new Statements(entityManager);
  }

  accept(request: AcceptRequest): Promise<AcceptEnding> {
    return acceptMessage(this.statements, request);
  }

  isWaiting(platformId: string, streamHash: number): Promise<boolean> {
    return selectIsWaiting(this.statements, platformId, streamHash);
  }

  dueLanes(nowMs: number, limit: number): Promise<string[]> {
    return selectDueLanes(this.statements, nowMs, limit);
  }

  /** Claims lanes and looks into those that were free. */
  async begin(requests: readonly BeginRequest[]): Promise<(ClaimedLane | null)[]> {
    const claims = await claimLanes(this.statements, requests);
    const begun = requests.filter((_, index) => claims[index] !== null);
    const portions = begun.length === 0 ? [] : await selectPending(this.statements, begun);
    return claims.map((claim, index) =>
      claim === null ? null : { claim, pending: portions[begun.indexOf(requests[index] as BeginRequest)] ?? [] },
    );
  }

  pending(requests: readonly PendingRequest[]): Promise<PendingDelivery[][]> {
    return selectPending(this.statements, requests);
  }

  contents(messageIds: readonly string[]): Promise<ContentRow[]> {
    return selectContents(this.statements, messageIds);
  }

  countLeases(claim: LaneClaim, ids: readonly string[]): Promise<'stored' | 'lost'> {
    return countLeases(this.statements, claim, ids);
  }

  report(reports: readonly ReportRows[]): Promise<ReportEnding[]> {
    return storeReports(this.statements, reports);
  }

  resume(platformId: string, which: 'any' | 'paused'): Promise<void> {
    return resumeLane(this.statements, platformId, which);
  }

  endLeases(): Promise<void> {
    return endLeases(this.statements);
  }

  /** Ends what is pending without looking at lanes: for what no drain could ever end. */
  reject(ids: readonly string[], reason: string, atMs: number): Promise<number> {
    const values = { state: 'rejected', reason: cut(reason, 500), superseded_by: null, ended_at: atMs };
    return endDeliveries(
      this.statements,
      ids.map((id) => ({ sequence: Number(id), values })),
    );
  }

  discard(ids: readonly string[], reason: string, atMs: number): Promise<number> {
    return discardDeliveries(this.statements, { ids, reason, atMs });
  }

  /** At most `limit` of a lane; resolves to how many there were. */
  discardLane(platformId: string, discarding: LaneDiscarding): Promise<number> {
    return discardLane(this.statements, platformId, discarding);
  }

  deleteEnded(beforeMs: number, limit: number): Promise<number> {
    return deleteEnded(this.statements, beforeMs, limit);
  }

  deleteContents(beforeMs: number, limit: number): Promise<number> {
    return deleteContents(this.statements, beforeMs, limit);
  }

  forgetContents(nowMs: number, looking: Looking): Promise<number> {
    return forgetContents(this.statements, nowMs, looking);
  }

  deleteRequests(untilMs: number, limit: number): Promise<number> {
    return deleteRequests(this.statements, untilMs, limit);
  }

  /** How much is pending in all lanes. */
  async countPending(): Promise<number> {
    const [row] = await this.statements.select<{ readonly pending: number | string }>(
      'SELECT COUNT(*) AS pending FROM deliveries WHERE pending_lane IS NOT NULL',
      [],
    );
    return Number(row?.pending ?? 0);
  }
}
