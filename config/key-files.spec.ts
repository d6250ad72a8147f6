import { expect, it } from '@jest/globals';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { temporaryDirectory } from '../test/support/temp-dir.js';
import { keptKey } from './key-files.js';

it('a key is readable by its owner only, and nothing else is left beside it', () => {
  const directory = temporaryDirectory();
  keptKey(directory, 'secret.key', () => 'the-key');
  expect(statSync(`${directory}/secret.key`).mode & 0o777).toBe(0o600);
  expect(readdirSync(directory)).toEqual(['secret.key']);
});

it('a key that exists is never replaced, not even an unreadable one', () => {
  const directory = temporaryDirectory();
  writeFileSync(`${directory}/secret.key`, '');
  expect(keptKey(directory, 'secret.key', () => 'another')).toBe('');
});

it('a hub that loses the race to make the key takes the one that won', () => {
  const directory = temporaryDirectory();
  const late = keptKey(directory, 'secret.key', () => {
    writeFileSync(`${directory}/secret.key`, 'the-winner\n');
    return 'the-loser';
  });
  expect(late).toBe('the-winner');
  expect(readdirSync(directory)).toEqual(['secret.key']);
});
