import { DeliveryStore, messageIdTime, type DeliveryEnding, type MessageRow } from '@busbar/core';
import { TypeormDeliveryLog } from '@busbar/deliveries';
import { aFanOut, type FanOutSketch } from './delivery-builders.js';
import { aReport, claimed, known } from './delivery-rig.js';
import { partyId } from './builders.js';
import { aMessage, type OperatorRig } from './operator-rig.js';

const BODY = new TextEncoder().encode('{"uid":"P1"}');

/** What operators of a rig find: deliveries of tokens to NL/ABC, whose platform is connected. */
export class OperatorDeliveries {
  private pushes = 0;

  private constructor(
    private readonly rig: OperatorRig,
    readonly platformId: string,
  ) {}

  /** Connects the platform of NL/ABC. */
  static async on(rig: OperatorRig): Promise<OperatorDeliveries> {
    const parties = [{ role: 'CPO', country_code: 'NL', party_id: 'ABC' }];
    const connect = { versions_url: rig.peer.versionsUrl, token: 'token-b' };
    const made = await rig.ask('/api/v1/platforms', { method: 'POST', body: { name: 'Peer', parties, connect } });
    if (made.status !== 201) throw new Error(`no platform was connected: ${made.text}`);
    return new OperatorDeliveries(rig, made.body['id'] as string);
  }

  /** Owes a token with this uid from now on, a millisecond after what was owed before; resolves to the delivery's id. */
  async owe(uid: string, sketch: FanOutSketch = {}): Promise<string> {
    this.rig.clock.advance(1);
    const fanOut = aFanOut({
      to: [`${this.platformId} NL/ABC`],
      atMs: this.rig.clock.now(),
      object: { key: `TOKENS NL/EMS/${uid.toUpperCase()} RFID` },
      ...sketch,
      content: { module: 'tokens', rest: `/NL/EMS/${uid}`, ...sketch.content },
    });
    await this.rig.app.get(DeliveryStore).accept(fanOut);
    const [record] = known(await this.rig.app.get(TypeormDeliveryLog).ofMessage(fanOut.content.messageId, 1));
    if (record === undefined) throw new Error('nothing was owed');
    return record.id;
  }

  /** The same, and it ends so after one attempt. */
  async ended(state: DeliveryEnding['state'], uid: string, sketch: FanOutSketch = {}): Promise<string> {
    const id = await this.owe(uid, sketch);
    await this.end(id, state);
    return id;
  }

  /** A delivery comes to its end after one more attempt. */
  async end(id: string, state: DeliveryEnding['state']): Promise<void> {
    const store = this.rig.app.get(DeliveryStore);
    const atMs = this.rig.clock.now();
    const reason = state === 'rejected' ? 'HTTP 404' : `it was ${state}`;
    const attempt = { requestId: `request-of-${id}`, atMs, durationMs: 20.5, httpStatus: 404, ocpiStatus: null };
    const report = aReport(await claimed(store, this.platformId, atMs), {
      endings: [{ id, state, reason, supersededBy: null, atMs }],
      attempts: [{ deliveryId: id, ...attempt, outcome: state, reason }],
      leaseUntilMs: 0,
    });
    known(await store.report(report));
  }

  /** A token that NL/EMS pushed to NL/ABC, who did not answer, in the journal. */
  async failedPush(of: Partial<MessageRow> = {}): Promise<MessageRow> {
    this.rig.clock.advance(1);
    const atMs = this.rig.clock.now();
    this.pushes += 1;
    const row = aMessage({
      id: `${messageIdTime(atMs)}${String(this.pushes).padStart(20, '0')}abcd`,
      atMs,
      from: partyId('NL/EMS'),
      to: partyId('NL/ABC'),
      toPlatformId: this.platformId,
      module: 'tokens',
      interfaceRole: 'RECEIVER',
      method: 'PUT',
      path: `/NL/EMS/P${this.pushes}`,
      outcome: 'failed',
      ocpiStatus: 4002,
      requestBytes: BODY.length,
      payload: { query: null, requestBody: BODY, answerBody: null },
      ...of,
    });
    await this.rig.record(row);
    return row;
  }
}
