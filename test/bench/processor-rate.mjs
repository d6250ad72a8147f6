// Calls per second of processor time: others may use the machine too.

/** Gives each sample in turn to the function, for so many seconds of processor time. */
export function rateOf(call, samples, seconds) {
  const started = process.cpuUsage();
  let calls = 0;
  let usedMs = 0;
  while (usedMs < seconds * 1000) {
    for (const sample of samples) call(sample);
    calls += samples.length;
    usedMs = process.cpuUsage(started).user / 1000;
  }
  return (calls / usedMs) * 1000;
}
