import { expect, it } from '@jest/globals';
import { eventually } from './eventually.js';

it('returns the first thing there is to see', async () => {
  const looks = [false, null, undefined, 'seen'];
  await expect(eventually('the fourth look', () => looks.shift())).resolves.toBe('seen');
});

it('takes zero and an empty text for something', async () => {
  await expect(eventually('a number', () => 0)).resolves.toBe(0);
  await expect(eventually('a text', () => '')).resolves.toBe('');
});

it('waits while expectations fail and tells the last reason', async () => {
  const never = eventually('one to be two', () => expect(1).toBe(2) ?? true, { withinMs: 60 });
  await expect(never).rejects.toMatchObject({
    message: 'waited 60 ms for one to be two',
    cause: { message: expect.stringContaining('toBe') },
  });
});

it('says what it saw last when nothing was thrown', async () => {
  const never = eventually('a platform', () => undefined, { withinMs: 60 });
  await expect(never).rejects.toThrow('waited 60 ms for a platform; the last look returned undefined');
});
