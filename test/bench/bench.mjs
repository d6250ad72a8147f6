// npm run bench [-- routing | deliveries | validate | owners | get-all | open | bridge] [options]: the benchmark of that name; its file says what it measures and which options it has.
const BENCHMARKS = ['routing', 'deliveries', 'validate', 'owners', 'get-all', 'open', 'bridge'];

const [, , name = ''] = process.argv;
const chosen = name === '' || name.startsWith('-') ? 'routing' : name;
if (!BENCHMARKS.includes(chosen)) {
  console.error(`there is no benchmark "${chosen}", only ${BENCHMARKS.join(', ')}`);
  process.exit(1);
}
await import(`./${chosen}.mjs`);
