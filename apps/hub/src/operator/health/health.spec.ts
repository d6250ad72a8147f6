import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PartyDirectory } from '@busbar/core';
import { Readiness } from '@busbar/process';
import { OperatorRig } from '../../../../../test/support/operator-rig.js';

let rig: OperatorRig;
beforeAll(async () => {
  rig = await OperatorRig.start();
});
afterAll(() => rig.close());

describe('health', () => {
  it('says that the process lives and that routing works', async () => {
    expect(await rig.ask('/healthz', { key: null })).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect((await rig.ask('/readyz', { key: null })).body).toEqual({ status: 'ready', degraded: [] });
  });

  it('names what is degraded while routing goes on', async () => {
    rig.degraded.push({ part: 'database', detail: 'it cannot be reached' });
    const answer = await rig.ask('/readyz', { key: null });
    rig.degraded.length = 0;
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'degraded', degraded: [{ part: 'database', detail: 'it cannot be reached' }] },
    });
  });

  it('is not ready before the first snapshot, nor while draining', () => {
    const parts = { degraded: () => [] };
    const starting = new Readiness({ snapshot: () => null, whoPresents: () => null }, parts);
    expect([starting.isReady(), starting.state().status]).toEqual([false, 'starting']);
    const draining = new Readiness(rig.app.get(PartyDirectory), parts);
    expect(draining.isReady()).toBe(true);
    draining.beforeApplicationShutdown();
    expect([draining.isReady(), draining.state().status]).toEqual([false, 'draining']);
  });

  it('answers 503 while the process drains', async () => {
    const ending = await OperatorRig.start();
    ending.app.get(Readiness).drain();
    const answer = await ending.ask('/readyz', { key: null });
    expect([answer.status, answer.body['status'], answer.headers['retry-after']]).toEqual([503, 'draining', '1']);
    expect((await ending.ask('/healthz', { key: null })).status).toBe(200);
    await ending.close();
  });

  it('has figures for Prometheus', async () => {
    const answer = await rig.ask('/metrics', { key: null });
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.text).toContain('# TYPE busbar_messages_total counter');
  });
});

describe('the start page', () => {
  it('names the hub and where things are, without a script', async () => {
    const page = await rig.ask('/', { key: null });
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.text).toContain('Test &#60;hub&#62;');
    expect(page.text).toContain('https://hub.example/ocpi/versions');
    expect(page.text).toContain('/api/openapi.json');
    expect(page.text).not.toMatch(/<script|Test <hub>| on\w+=/);
  });
});
