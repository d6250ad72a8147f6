import { parseArgs } from 'node:util';
import { isOcpiVersion, isPartyRole } from '@busbar/ocpi';
import { ChargePointOperator } from './charge/charge-point-operator.js';
import { MobilityProvider } from './charge/mobility-provider.js';
import type { Step } from './charge/step.js';
import { SimulatedPlatform } from './platform.js';

const USAGE = `Runs one simulated OCPI platform until Ctrl-C.

  node dist/apps/simulator/src/main.js --role CPO|EMSP|… --party NL/ABC [options]

  --port N                a free one unless given
  --ocpi-version V        2.1.1, 2.2, 2.2.1 (default) or 2.3.0
  --hub-versions-url URL  register at this hub
  --hub-token TOKEN       with this registration token; or in the environment as HUB_TOKEN, out of sight of ps
  --help
`;

const { values } = parseArgs({
  options: {
    role: { type: 'string', default: 'CPO' },
    party: { type: 'string', default: 'NL/AMP' },
    port: { type: 'string', default: '0' },
    'ocpi-version': { type: 'string', default: '2.2.1' },
    'hub-versions-url': { type: 'string' },
    'hub-token': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else await run();

async function run(): Promise<void> {
  const { role, party, 'ocpi-version': version, 'hub-versions-url': versionsUrl } = values;
  if (!isPartyRole(role)) return fail(`"${role}" is no role of a party`);
  if (!isOcpiVersion(version)) return fail(`"${version}" is no version that this simulator speaks`);
  const platform = new SimulatedPlatform({
    parties: [{ id: party, role }],
    port: Number(values.port),
    versions: [version],
  });
  const onStep = ({ what, correlationId }: Step): void => say(`${what}  [${correlationId ?? ''}]`);
  if (role === 'CPO') new ChargePointOperator({ platform, onStep });
  else new MobilityProvider({ platform, onStep });
  await platform.start();
  say(`${role} ${party} speaks OCPI ${version} at ${platform.versionsUrl}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void platform.stop());
  if (versionsUrl === undefined) return say(`it may be registered with: ${platform.issueRegistrationToken()}`);
  const token = values['hub-token'] ?? process.env['HUB_TOKEN'] ?? '';
  const handshake = await platform.registerWith({ versionsUrl, token, version });
  if (handshake.done) return say('registered');
  await platform.stop();
  fail(`registration failed at ${handshake.step}: ${handshake.why}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(reason: string): void {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}
