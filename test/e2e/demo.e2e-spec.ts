import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { startDemo, type DemoProcess } from '../support/demo-process.js';

/** `npm run demo` without npm: what a newcomer sees, in real processes. It observes output, exit codes and what is left behind. */
const STEPS = [
  /DE\/EMO {2}pull locations of NL\/AMP: 2 of 3 came/,
  /DE\/EMO {2}pull locations of NL\/AMP: 1 of 3 came/,
  /DE\/EMO {2}push card \w+ to NL\/AMP: answered 201/,
  /NL\/AMP {2}real-time authorization of card \w+: ALLOWED/,
  /DE\/EMO {2}START_SESSION at NL\/AMP: ACCEPTED/,
  /NL\/AMP {2}asynchronous result of START_SESSION: ACCEPTED/,
  /NL\/AMP {2}PUT session: started/,
  /NL\/AMP {2}PATCH session: at 7\.4 kWh/,
  /DE\/EMO {2}STOP_SESSION at NL\/AMP: ACCEPTED/,
  /NL\/AMP {2}asynchronous result of STOP_SESSION: ACCEPTED/,
  /NL\/AMP {2}PATCH session: completed/,
  /NL\/AMP {2}POST CDR: answered 201/,
  /NL\/AMP {2}GET the CDR from its Location/,
];
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

describe('the demo', () => {
  it('plays a charge between a CPO of OCPI 2.1.1 and an EMSP of 2.2.1, and ends by itself when asked to', async () => {
    const demo = startDemo('--cpo-version', '2.1.1', '--emsp-version', '2.2.1', '--exit');
    expect(await demo.end()).toBe(0);
    expectWholeCharge(demo, { cpo: '2.1.1', emsp: '2.2.1' });
  }, 60_000);

  it('leaves the hub running after a charge for whoever wants to look, beside another demo, until Ctrl-C', async () => {
    const demos = [
      { demo: startDemo(), version: '2.2.1' },
      { demo: startDemo('--cpo-version', '2.3.0', '--emsp-version', '2.3.0'), version: '2.3.0' },
    ];
    for (const { demo, version } of demos) {
      await demo.until(/stay until Ctrl-C/);
      expectWholeCharge(demo, { cpo: version, emsp: version });
      const [, story = ''] = await demo.until(/messages\?correlation_id=([0-9a-f-]+)/);
      const [, url = ''] = await demo.until(/OCPI versions +(http:\S+)\/ocpi\/versions/);
      const [, dataDir = ''] = await demo.until(/operator key +(\S+)\/operator\.key/);
      expect((await fetch(`${url}/ocpi/versions`)).status).toBe(401);
      expect(await storyOf(url, dataDir, story)).toEqual([
        ['NL/AMP', 'POST', 'SENDER'],
        ['DE/EMO', 'POST', 'RECEIVER'],
      ]);
      expect(await demo.end('SIGINT')).toBe(0);
      expect(existsSync(dataDir)).toBe(false);
      await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    }
  }, 90_000);

  it('fails with the reason when its port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    const demo = startDemo('--port', String(port));
    expect(await demo.end()).toBe(1);
    expect(demo.printed()).toMatch(new RegExp(`^busbar: port ${port} is taken`));
    holder.close();
  });

  it.each(['SIGTERM', 'a reader that goes away'] as const)(
    'ends everything on %s before the charge is done',
    async (how) => {
      const demo = startDemo();
      const [, url = ''] = await demo.until(/A hub is running at (http:\S+)\. /);
      if (how !== 'SIGTERM') demo.stopReading();
      expect(await demo.end(how === 'SIGTERM' ? how : undefined)).toBe(130);
      await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    },
    60_000,
  );
});

/** Every step was told in its order, in one line with a correlation id, the registrations each in its version. */
function expectWholeCharge(demo: DemoProcess, { cpo, emsp }: { cpo: string; emsp: string }): void {
  const lines = demo.printed().split('\n');
  const registrations = [
    `NL/AMP  register as CPO at the hub, OCPI ${cpo}:`,
    `DE/EMO  register as EMSP at the hub, OCPI ${emsp}:`,
  ];
  const found = [
    ...registrations.map((step) => lines.findIndex((line) => line.includes(step))),
    ...STEPS.map((step) => lines.findIndex((line) => step.test(line))),
  ];
  expect(found).toEqual([...found].sort((a, b) => a - b));
  expect(found).not.toContain(-1);
  for (const at of found) expect(lines[at]).toMatch(new RegExp(`^ *\\d+\\. .*\\[${UUID}\\]$`));
}

/** From, method and interface of the messages under a correlation id, newest first. */
async function storyOf(url: string, dataDir: string, correlationId: string): Promise<unknown[]> {
  const key = readFileSync(`${dataDir}/operator.key`, 'utf8').trim();
  const answer = await fetch(`${url}/api/v1/messages?correlation_id=${correlationId}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const { items } = (await answer.json()) as { items: { from: string; method: string; interface: string }[] };
  return items.map(({ from, method, interface: role }) => [from, method, role]);
}
