// Loaded before a process of the hub, in each of its threads: its wall clock is as wrong as a file says, in ms, and may jump while it runs.
import { readFileSync } from 'node:fs';

const LOOKED_AT_EVERY_MS = 20;

const RealDate = Date;
const rightNow = RealDate.now;
const file = process.env.SHIFTED_CLOCK_FILE;
let shiftMs = 0;
readShift();
setInterval(readShift, LOOKED_AT_EVERY_MS).unref();

RealDate.now = () => rightNow() + shiftMs;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given) => (given.length === 0 ? new target(target.now()) : new target(...given)),
  apply: (target) => new target(target.now()).toString(),
});

function readShift() {
  try {
    shiftMs = Number(readFileSync(file, 'utf8'));
  } catch {
    // The test is over and has taken its file away.
  }
}
