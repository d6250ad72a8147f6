import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { partyKey } from '@busbar/ocpi';
import {
  copiesIn,
  factsIn,
  TrafficObserver,
  type ObjectStore,
  type ObjectWrite,
  type OwnerIndex,
  type Passage,
} from '@busbar/core';

/** Larger bodies are not looked at: they are lists of hundreds, which a pull reads better. */
const MAX_LOOKED_AT = 128 * 1024;
const MAX_WAITING = 1_000;
const MAX_WAITING_BYTES = 16 * 1024 * 1024;
/** Of each turn so much at most is spent on looking, whatever passes: one part in twenty of the thread that routes. */
const TURN_MS = 20;
const LOOK_MS = 1;
/** Somebody waits for what is to be learned: so much may be spent on it at once. */
const CATCH_UP_MS = 5;
/** Copies go to the database a few at a time, with pauses: they are nobody's answer, and the database has those to serve. */
const COPIES_PER_CALL = 64;
const KEEP_EVERY_MS = 100;
const MAX_COPIES_WAITING = 1_000;
/** What said the same so lately tells nothing new. */
const FAMILIAR_FOR_MS = 60_000;
const MAX_FAMILIAR = 20_000;

type Passed = Parameters<TrafficObserver['passed']>;

/** What learning from traffic works with. */
export interface TrafficLearnerParts {
  readonly objects: ObjectStore;
  readonly owners: OwnerIndex;
  /** A clock of durations, in ms. */
  readonly elapsed: () => number;
  /** Told of errors that are the hub's own fault. */
  readonly reportBug: (error: unknown) => void;
}

/** Learns from traffic who owns what, and keeps private copies, a little at a time; what is too much is not looked at, and counted. */
export class TrafficLearner extends TrafficObserver {
  private readonly waiting: Passage[] = [];
  private waitingBytes = 0;
  private copies: ObjectWrite[] = [];
  private isKeeping = false;
  private timer: NodeJS.Timeout | null = null;
  private isStopped = false;
  private readonly familiar = new Map<string, number>();
  private unseen = 0;

  constructor(private readonly parts: TrafficLearnerParts) {
    super();
  }

  /** Messages that were not looked at, and copies not kept, since the start. */
  get notLookedAt(): number {
    return this.unseen;
  }

  override passed(...passed: Passed): void {
    const passage = passageOf(passed);
    if (passage === null || this.isStopped) return;
    const bytes = bytesOf(passage);
    if (this.waiting.length >= MAX_WAITING || this.waitingBytes + bytes > MAX_WAITING_BYTES) {
      this.unseen++;
      return;
    }
    this.waiting.push(passage);
    this.waitingBytes += bytes;
    this.timer ??= setTimeout(() => this.look(), TURN_MS);
  }

  /** Looks at nothing more. */
  stop(): void {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.waiting.length = 0;
    this.copies = [];
  }

  /** Looks at what waits at once, as far as it gets in a few ms: somebody asks for what it may tell. */
  catchUp(): void {
    if (this.waiting.length > 0) this.lookFor(CATCH_UP_MS);
  }

  private look(): void {
    this.lookFor(LOOK_MS);
    this.timer = this.waiting.length > 0 ? setTimeout(() => this.look(), TURN_MS) : null;
    if (!this.isKeeping && this.copies.length > 0) void this.keepCopies();
  }

  private lookFor(ms: number): void {
    const endsAt = this.parts.elapsed() + ms;
    let looked = 0;
    for (const passage of this.waiting) {
      looked++;
      this.waitingBytes -= bytesOf(passage);
      this.lookAt(passage);
      if (this.parts.elapsed() >= endsAt) break;
    }
    this.waiting.splice(0, looked);
  }

  private lookAt(passage: Passage): void {
    if (this.isFamiliar(passage)) return;
    try {
      this.parts.owners.learn(factsIn(passage));
      const copies = copiesIn(passage);
      const room = MAX_COPIES_WAITING - this.copies.length;
      this.copies.push(...copies.slice(0, room));
      this.unseen += Math.max(0, copies.length - room);
    } catch (error) {
      this.parts.reportBug(error);
    }
  }

  private async keepCopies(): Promise<void> {
    this.isKeeping = true;
    try {
      while (this.copies.length > 0) {
        const portion = this.copies.splice(0, COPIES_PER_CALL);
        if ((await this.parts.objects.keep(portion)) === 'database-lost') this.unseen += portion.length;
        await delay(KEEP_EVERY_MS, undefined, { ref: false });
      }
    } catch (error) {
      this.parts.reportBug(error);
    } finally {
      this.isKeeping = false;
    }
  }

  private isFamiliar(passage: Passage): boolean {
    const name = nameOf(passage);
    const known = this.familiar.get(name);
    if (known !== undefined && passage.atMs - known < FAMILIAR_FOR_MS) return true;
    this.familiar.delete(name);
    this.familiar.set(name, passage.atMs);
    for (const oldest of this.familiar.size > MAX_FAMILIAR ? this.familiar.keys() : []) {
      this.familiar.delete(oldest);
      break;
    }
    return false;
  }
}

/** Two passages of one name say the same. Of a Session or Tariff that is pushed again and again, only whose it is is learned: the URL says that. */
function nameOf({ module, method, rest, query, from, receiver, request, answer }: Passage): string {
  const isPush = method === 'PUT' || method === 'PATCH';
  const isOfUrl = isPush && (module === 'sessions' || module === 'tariffs');
  const hash = createHash('sha1').update(
    `${module} ${method} ${from} ${receiver?.party.key ?? ''} ${rest}?${query ?? ''} `,
  );
  hash.update(`${answer?.status ?? ''} `);
  if (!isOfUrl)
    hash
      .update(request ?? '')
      .update(' ')
      .update(answer?.body ?? '');
  return hash.digest('base64');
}

const MODULES: ReadonlySet<string> = new Set([
  'cdrs',
  'chargingprofiles',
  'commands',
  'locations',
  'sessions',
  'tariffs',
  'tokens',
]);

/** Null for what tells nothing: callbacks, custom modules, what is held, and bodies beyond the size. */
function passageOf([message, request, answer]: Passed): Passage | null {
  const { plan, address, raw } = message;
  if (address.kind !== 'module' || !MODULES.has(plan.module) || plan.kind === 'held') return null;
  // Of a push that is too long to be looked at its URL tells whose it is all the same.
  const isLong = (request?.length ?? 0) > MAX_LOOKED_AT;
  if (isLong && (plan.interfaceRole !== 'RECEIVER' || raw.method !== 'PUT')) return null;
  const body = answer?.body.kind === 'whole' && answer.body.bytes.length <= MAX_LOOKED_AT ? answer.body.bytes : null;
  if (answer !== null && body === null) return null;
  return {
    version: message.version,
    module: plan.module,
    interfaceRole: plan.interfaceRole,
    method: raw.method,
    rest: address.rest,
    query: message.query,
    from: partyKey(message.from),
    platform: message.platform,
    receiver: plan.kind === 'direct' ? plan.receiver : null,
    request: isLong ? null : request,
    answer: answer === null ? null : { status: answer.status, body },
    atMs: message.atMs,
  };
}

function bytesOf({ request, answer }: Passage): number {
  return (request?.length ?? 0) + (answer?.body?.length ?? 0);
}
