// A worker of a hub in a process of its own: prints each lane that it begins to drain, and drains it without end.
// Arguments: the URL of Redis, and the prefix of the hub's queue.

const [redisUrl, prefix] = process.argv.slice(2);

// By a URL that is made here: the import rules are checked where nothing has been built yet, too.
const built = new URL('../../dist/libs/deliveries/src/bullmq-lane-scheduler.js', import.meta.url);
const { BullmqLaneScheduler } = await import(built.href);
const scheduler = new BullmqLaneScheduler({
  redisUrl,
  prefix,
  store: { dueLanes: async () => [] },
  now: () => Date.now(),
  reportBug: (bug) => process.stderr.write(`${bug}\n`),
  report: (sentence) => process.stderr.write(`${sentence}\n`),
  drain(platformId) {
    process.stdout.write(`${platformId}\n`);
    return new Promise(() => undefined);
  },
});
await scheduler.start();
process.stdout.write('ready\n');
