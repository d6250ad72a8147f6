import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claim, OperatorRig, type RigAnswer, type RigRequest } from '../../../../../test/support/operator-rig.js';

let rig: OperatorRig;
beforeAll(async () => {
  rig = await OperatorRig.start();
});
afterAll(() => rig.close());

async function create(body: unknown, request: RigRequest = {}): Promise<RigAnswer> {
  return rig.ask('/api/v1/platforms', { method: 'POST', body, ...request });
}

function tokenOf(answer: RigAnswer): string {
  return (answer.body['registration'] as { token: string }).token;
}

describe('a repeated request to make a platform', () => {
  const headers = { 'idempotency-key': 'order-1' };
  const body = { name: 'Repeated', parties: [claim('CPO NL/REP')] };

  it('with the same Idempotency-Key and body gets the same answer, token included, and makes nothing', async () => {
    const first = await create(body, { headers });
    const second = await create(body, { headers });
    expect(first.status).toBe(201);
    expect([second.status, second.body, second.headers['location']]).toEqual([
      201,
      first.body,
      first.headers['location'],
    ]);
  });

  it('leaves no token where it is stored, although its answer is kept', async () => {
    const made = await create(
      { name: 'Kept', parties: [claim('CPO NL/KPT')] },
      { headers: { 'idempotency-key': 'order-0' } },
    );
    expect(rig.stored()).toContain('KPT');
    expect(rig.stored()).not.toContain(tokenOf(made));
  });

  it('with another body is refused', async () => {
    const answer = await create({ ...body, name: 'Other' }, { headers });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ type: 'urn:busbar:problem:idempotency-key-reused' });
  });

  it('of another operator is a request of its own', async () => {
    const key = await rig.aKey('operator');
    expect((await create(body, { headers, key })).status).toBe(409);
  });

  it('that runs at the same time makes one platform', async () => {
    const twin = { name: 'Twin', parties: [claim('CPO NL/TWN')] };
    const sent = { headers: { 'idempotency-key': 'order-2' } };
    const answers = await Promise.all([create(twin, sent), create(twin, sent), create(twin, sent)]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(201);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    const parties = (await rig.ask('/api/v1/parties?limit=500')).body['items'] as { party: string }[];
    expect(parties.filter(({ party }) => party === 'NL/TWN')).toHaveLength(1);
  });

  it('whose first try was refused may be corrected under the same key', async () => {
    const sent = { headers: { 'idempotency-key': 'order-3' } };
    expect((await create({ name: 'Draft', parties: [] }, sent)).status).toBe(400);
    expect((await create({ name: 'Draft', parties: [claim('CPO NL/DRF')] }, sent)).status).toBe(201);
  });

  it('after a day is a new request', async () => {
    const sent = { headers: { 'idempotency-key': 'order-4' } };
    const late = { name: 'Late', parties: [claim('CPO NL/LTE')] };
    expect((await create(late, sent)).status).toBe(201);
    rig.clock.advance(24 * 3_600_000 + 1_000);
    expect((await create(late, sent)).status).toBe(409);
  });

  it('with a key that is none is refused', async () => {
    expect((await create(body, { headers: { 'idempotency-key': 'two words' } })).status).toBe(400);
  });
});
