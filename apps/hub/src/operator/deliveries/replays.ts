import { Injectable } from '@nestjs/common';
import {
  Clock,
  FailedPushes,
  Ids,
  PartyDirectory,
  prepareReplay,
  ReplayStore,
  type AskedReplay,
  type PreparedReplay,
} from '@busbar/core';
import { ReplayRunner } from '@busbar/deliveries';
import { FORM, type Schema } from '../openapi/schema.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, problem, type Problem } from '../problems/problem.js';

/** What an operator is told of a replay that he asked for; `id` is null where it was only counted. */
export interface AskedReplayView {
  readonly id: string | null;
  /** All that it takes, stale ones included. */
  readonly count: number;
  readonly stale: number;
}

/** `AskedReplayView` in answers. */
export const ASKED_REPLAY_SCHEMA: Schema = {
  type: 'object',
  properties: {
    id: { ...FORM.textOrNull, description: 'Null after a dry run.' },
    count: { ...FORM.integer, description: 'All that it takes: what it sends, and what it leaves out as stale.' },
    stale: { ...FORM.integer, description: 'Of which a newer version of the object has passed since.' },
  },
};

/** Replays as operators ask for them: counted first, then made and run in the background. */
@Injectable()
export class Replays {
  constructor(
    private readonly store: ReplayStore,
    private readonly pushes: FailedPushes,
    private readonly directory: PartyDirectory,
    private readonly runner: ReplayRunner,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** What a replay would take now. */
  async prepare(asked: AskedReplay): Promise<PreparedReplay | Problem> {
    const { store, pushes, directory } = this;
    const prepared = await prepareReplay(asked, { store, pushes, directory });
    if (prepared === 'database-lost') return databaseLost();
    if (prepared === 'too-many') return problem('too-many', 'Narrow the filter and replay in several parts.');
    return prepared;
  }

  /** Makes the replay that was prepared. What somebody else has begun to replay meanwhile is not in it. */
  async start({ selection, stale }: PreparedReplay, force: boolean): Promise<AskedReplayView | Problem> {
    const id = this.ids.uuid();
    const count = await this.store.create({ id, force, atMs: this.clock.now() }, selection);
    if (count === 'database-lost') return databaseLost();
    this.runner.look();
    return { id, count, stale };
  }

  /** Both; the second only where it is wanted. */
  async ask(
    asked: AskedReplay,
    how: { readonly force: boolean; readonly isDryRun: boolean },
  ): Promise<AskedReplayView | Problem> {
    const prepared = await this.prepare(asked);
    if (isProblem(prepared)) return prepared;
    return how.isDryRun ? { id: null, count: prepared.count, stale: prepared.stale } : this.start(prepared, how.force);
  }
}
