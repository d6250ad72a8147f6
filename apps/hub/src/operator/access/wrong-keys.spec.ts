import { describe, expect, it } from '@jest/globals';
import { WrongKeys } from './wrong-keys.js';

const ATTACKER = '203.0.113.7';

describe('wrong keys', () => {
  it('may come twenty at once, then one every three seconds', () => {
    const wrongKeys = new WrongKeys();
    for (let i = 0; i < 20; i += 1) {
      expect(wrongKeys.mustWaitS(ATTACKER, 0)).toBeNull();
      wrongKeys.note(ATTACKER, 0);
    }
    expect(wrongKeys.mustWaitS(ATTACKER, 0)).toBe(3);
    expect(wrongKeys.mustWaitS(ATTACKER, 2_999)).toBe(1);
    expect(wrongKeys.mustWaitS(ATTACKER, 3_000)).toBeNull();
    wrongKeys.note(ATTACKER, 3_000);
    expect(wrongKeys.mustWaitS(ATTACKER, 3_000)).toBe(3);
  });

  it('of one address slow no other one down', () => {
    const wrongKeys = new WrongKeys();
    for (let i = 0; i < 100; i += 1) wrongKeys.note(ATTACKER, 0);
    expect(wrongKeys.mustWaitS('198.51.100.1', 0)).toBeNull();
  });

  it('are forgiven after a minute of silence', () => {
    const wrongKeys = new WrongKeys();
    for (let i = 0; i < 100; i += 1) wrongKeys.note(ATTACKER, 0);
    for (let i = 0; i < 20; i += 1) {
      expect(wrongKeys.mustWaitS(ATTACKER, 60_000)).toBeNull();
      wrongKeys.note(ATTACKER, 60_000);
    }
    expect(wrongKeys.mustWaitS(ATTACKER, 60_000)).not.toBeNull();
  });

  it('lock nobody out when the clock is set back', () => {
    const wrongKeys = new WrongKeys();
    wrongKeys.note(ATTACKER, 3_600_000);
    expect(wrongKeys.mustWaitS(ATTACKER, 0)).toBeNull();
  });

  it('from more addresses than are remembered forget the quietest first', () => {
    const wrongKeys = new WrongKeys();
    for (let i = 0; i < 20; i += 1) wrongKeys.note(ATTACKER, 0);
    for (let i = 0; i < 9_999; i += 1) wrongKeys.note(`address-${i}`, 0);
    expect(wrongKeys.mustWaitS(ATTACKER, 0)).not.toBeNull();
    wrongKeys.note('one-more', 0);
    expect(wrongKeys.mustWaitS(ATTACKER, 0)).toBeNull();
  });
});
