import { createInterface } from 'node:readline';
import { ChargeRun, type ChargeProgram } from './charge/charge-program.js';

// Plays a charge through a hub. The program comes as one line of JSON on the input, so that no token shows in the list of
// processes; one line of JSON goes out per step. The platforms stay up until the input ends: whoever started this process cannot
// leave it behind.
const input = createInterface({ input: process.stdin });

input.once('line', (line) => {
  const run = new ChargeRun(JSON.parse(line) as ChargeProgram, (told) => {
    process.stdout.write(`${JSON.stringify(told)}\n`);
    if (told.kind === 'failed') process.exitCode = 1;
  });
  // A charge that nobody stopped would go on for ever.
  input.once('close', () => void run.stop().then(() => process.exit()));
  void run.play();
});

// Ctrl-C reaches the whole group of processes: the one that started this one closes the input when it is done with us.
process.on('SIGINT', () => undefined);
