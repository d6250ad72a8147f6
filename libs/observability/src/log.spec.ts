import { describe, expect, it } from '@jest/globals';
import { TokenTheyIssued, TokenWeIssued } from '@busbar/core';
import { createLog, logBoot, type Log } from './log.js';
import { NestLog } from './nest-log.js';

const SECRET = 'Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5';

interface Written {
  readonly log: Log;
  readonly text: () => string;
  readonly last: () => Record<string, unknown>;
}

function aLog(): Written {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', process: 'hub', stream: { write: (line) => void lines.push(line) } });
  return {
    log,
    text: () => lines.join(''),
    last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>,
  };
}

describe('the log of a process', () => {
  it.each([
    ['a field named token', { token: SECRET }],
    ['a field whose name ends in token', { registration: { new_token: SECRET } }],
    ['an Authorization header of a request', { req: { headers: { authorization: `Token ${SECRET}` } } }],
    ['an Authorization header in a list of raw headers', { headers: ['Authorization', `Token ${SECRET}`] }],
    ['a bearer key in a sentence', { detail: `they sent Bearer ${SECRET} twice` }],
    ['the password of a database URL', { url: `mysql://busbar:${SECRET}@db/hub` }],
    ['a client secret deep inside', { a: { b: { c: [{ clientSecret: SECRET }] } } }],
    ['an error', { err: new Error(`refused Token ${SECRET}`, { cause: new Error(`Bearer ${SECRET}`) }) }],
    ['a token of ours', { held: new TokenWeIssued(SECRET) }],
    ['a token of theirs', { held: new TokenTheyIssued(SECRET, 'raw') }],
    ['bytes', { body: new TextEncoder().encode(SECRET) }],
  ])('does not give away %s', (_where, fields) => {
    const { log, text } = aLog();
    log.info(fields, 'seen');
    expect(text()).toContain('"seen"');
    expect(text()).not.toContain(SECRET);
    expect(text()).not.toContain(Buffer.from(SECRET).toString('base64'));
  });

  it('does not give away a credential in the sentence itself, nor in an error logged bare', () => {
    const { log, text } = aLog();
    log.warn(`unknown key Bearer ${SECRET}`);
    log.error(new Error(`no such Token ${SECRET}`));
    expect(text()).not.toContain(SECRET);
  });

  it('keeps facts about secrets that are no secrets', () => {
    const { log, last } = aLog();
    log.info({ credentials_refused: true, token_count: 3, BUSBAR_SECRET_KEY: 'set' }, 'a token was presented');
    expect(last()).toMatchObject({
      credentials_refused: true,
      token_count: 3,
      BUSBAR_SECRET_KEY: 'set',
      message: 'a token was presented',
    });
  });

  it('survives fields that contain themselves', () => {
    const { log, last } = aLog();
    const loop: Record<string, unknown> = { name: 'loop' };
    loop['self'] = loop;
    log.info(loop, 'round');
    expect(last()).toMatchObject({ message: 'round', name: 'loop' });
  });

  it('writes one line per start with the settings that hold', () => {
    const { log, last } = aLog();
    logBoot(log, '0.1.0', { BUSBAR_PORT: 8080, BUSBAR_SECRET_KEY: 'set', BUSBAR_DATABASE_URL: 'unset' });
    expect(last()).toMatchObject({
      level: 'info',
      event: 'process.started',
      process: 'hub',
      version: '0.1.0',
      settings: { BUSBAR_PORT: 8080, BUSBAR_SECRET_KEY: 'set', BUSBAR_DATABASE_URL: 'unset' },
    });
  });

  it("takes Nest's lines with their context", () => {
    const { log, last } = aLog();
    new NestLog(log).error('a route failed', 'Error: at line 1', 'ExceptionsHandler');
    expect(last()).toMatchObject({
      level: 'error',
      event: 'nest',
      context: 'ExceptionsHandler',
      details: ['Error: at line 1'],
      message: 'a route failed',
    });
  });
});
