import { expect, it } from '@jest/globals';
import { readEnvironment } from './env.js';
import { exampleEnv, settingsTable } from './settings-text.js';
import { VARIABLES } from './variables.js';

const KEYS = { BUSBAR_SECRET_KEY: 'a'.repeat(64), BUSBAR_OPERATOR_KEY: 'operator-key-of-a-test' };

it('the example names every variable, and with every comment sign taken off it is the default configuration', () => {
  const settings = exampleEnv()
    .split('\n')
    .filter((line) => line.startsWith('# BUSBAR_'))
    .map((line) => line.slice(2).split('=') as [string, string]);
  expect(settings.map(([name]) => name)).toEqual(Object.values(VARIABLES).map((variable) => variable.name));
  expect(readEnvironment({ ...Object.fromEntries(settings), ...KEYS })).toEqual(readEnvironment(KEYS));
});

it('the table says default and unit of a quantity, and the default in words of what has none', () => {
  expect(settingsTable()).toContain('| `BUSBAR_FORWARD_TIMEOUT_MS` | `10000` ms |');
  expect(settingsTable()).toContain('| `BUSBAR_PUBLIC_URL` | http://localhost:PORT |');
});
