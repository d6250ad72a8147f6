import { text } from 'node:stream/consumers';
import { CommandFailed } from '../command-failed.js';
import type { Command, CommandOption, Given } from '../command.js';
import type { ApiObject } from '../operator-api.js';
import { namedPlatform } from './find-platform.js';
import { printPlatform } from './platform-printing.js';

const CONNECT_OPTIONS: Readonly<Record<string, CommandOption>> = {
  'versions-url': { type: 'string', value: 'URL', help: 'of the platform' },
  token: { type: 'string', value: 'TOKEN', help: 'that the platform made for the hub; - reads it from the input' },
};

/** `busbar platform create`, `connect` and `registration-token`. */
export const platformRegistration: readonly Command[] = [
  {
    name: 'platform create',
    operands: 'NAME',
    summary: 'Let a platform register, with the parties it may claim; prints its registration token',
    options: {
      party: { type: 'string', multiple: true, value: 'NL/ABC:CPO', help: 'a party and its role' },
      setting: {
        type: 'string',
        multiple: true,
        value: 'NAME=VALUE',
        help: 'a setting of the platform, as token_encoding=raw',
      },
      ...CONNECT_OPTIONS,
    },
    run: async (context, given) => {
      const name = given.positionals[0];
      if (name === undefined) throw new CommandFailed('say how the platform is to be called');
      const parties = given.texts('party').map(readParty);
      const settings = Object.fromEntries(given.texts('setting').map(readSetting));
      const connect = given.text('versions-url') === undefined ? {} : { connect: await readInvitation(given) };
      const created = await context.hub.api().post('/platforms', { name, parties, settings, ...connect });
      return printPlatform(context, created);
    },
  },
  {
    name: 'platform connect',
    operands: 'PLATFORM',
    summary: 'Shake hands with a platform: the hub does the whole registration',
    options: CONNECT_OPTIONS,
    run: async (context, given) => {
      const { api, path } = await namedPlatform(context, given);
      return printPlatform(context, await api.post(`${path}/connect`, await readInvitation(given)));
    },
  },
  {
    name: 'platform registration-token',
    operands: 'PLATFORM',
    summary: 'A new token to register with; works in every state and ends the one before',
    run: async (context, given) => {
      const { api, path } = await namedPlatform(context, given);
      return printPlatform(context, await api.post(`${path}/registration-token`));
    },
  },
];

function readParty(given: string): ApiObject {
  const [, country_code, party_id, role] = /^([A-Za-z]{2})\/([A-Za-z0-9]{3}):([A-Za-z]+)$/.exec(given) ?? [];
  if (role === undefined) throw new CommandFailed(`--party ${given} does not read like NL/ABC:CPO`);
  return { country_code, party_id, role: role.toUpperCase() };
}

/** The value is JSON where it reads as such, else text. */
function readSetting(given: string): readonly [string, unknown] {
  const at = given.indexOf('=');
  if (at < 1) throw new CommandFailed(`--setting ${given} does not read like token_encoding=raw`);
  const [name, value] = [given.slice(0, at), given.slice(at + 1)];
  try {
    return [name, JSON.parse(value) as unknown];
  } catch {
    return [name, value];
  }
}

async function readInvitation(given: Given): Promise<ApiObject> {
  const [versions_url, token] = [given.text('versions-url'), given.text('token')];
  if (versions_url === undefined || token === undefined) throw new CommandFailed('say --versions-url and --token');
  return { versions_url, token: token === '-' ? (await text(process.stdin)).trim() : token };
}
