// npm run bench -- bridge [--seconds 0.1] [--rounds 5] [--from 2.1.1 --to 2.2]
// Objects per second through the bridge against JSON.parse of the same bytes, in alternating rounds of one process, for every passage
// between two versions. The objects are valid and have every field that does not refuse them, made from the fact base. The share is
// what bridging costs of what parsing costs: it should stay below 3. A Session or CDR for 2.1.1 takes in the Location that was seen: the
// hub reads that too, so its bytes are among those that are parsed.
import { parseArgs } from 'node:util';
import { loadBridge } from '../../dist/libs/bridge/src/index.js';
import { factsOf, seeded, validObject } from '../support/ocpi-objects.mjs';
import { rateOf } from './processor-rate.mjs';

const VERSIONS = ['2.1.1', '2.2', '2.2.1', '2.3.0'];
const OBJECTS = ['Location', 'Session', 'CDR', 'Tariff', 'Token', 'StartSession'];
/** As many different ones as keep a processor from learning one by heart. */
const SAMPLES = 64;
const LOCATIONS = 8;

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '0.1' },
    rounds: { type: 'string', default: '5' },
    from: { type: 'string' },
    to: { type: 'string' },
  },
});
const [seconds, rounds] = [values.seconds, values.rounds].map(Number);

/** What would be refused is not what is measured: a refusal ends early. */
const SAYABLE = {
  Location: (location) => ('publish' in location ? { ...location, publish: true, publish_allowed_to: [] } : location),
  CDR: ({ home_charging_compensation: _, tariffs = [], ...cdr }) => ({ ...cdr, tariffs: tariffs.map(SAYABLE.Tariff) }),
  Tariff: ({ type: _, min_price: __, max_price: ___, start_date_time: ____, ...tariff }) => ({
    ...tariff,
    ...('tax_included' in tariff ? { tax_included: 'NO' } : {}),
    elements: tariff.elements.map(({ price_components }) => ({ price_components })),
  }),
};

/** What the hub has seen, in the version of the object: a Location for every Session. */
function knownIn(version) {
  const random = seeded(2);
  const locations = Array.from({ length: LOCATIONS }, () =>
    SAYABLE.Location(validObject(factsOf(version), 'Location', { random })),
  );
  const owner = { countryCode: 'NL', partyId: 'ABC' };
  const seen = ({ kind, id = '' }) =>
    kind === 'location' ? { version, value: locations[id.length % LOCATIONS] } : undefined;
  return { owner, counterpart: { countryCode: 'DE', partyId: 'MSP' }, defaults: {}, seen, locations };
}

async function prepare() {
  const subjects = [];
  for (const from of VERSIONS.filter((version) => [version, undefined].includes(values.from))) {
    for (const to of VERSIONS.filter((version) => version !== from && [version, undefined].includes(values.to))) {
      const bridge = await loadBridge(from, to);
      const known = knownIn(from);
      for (const object of OBJECTS) {
        const random = seeded(1);
        const make = () =>
          (SAYABLE[object] ?? ((value) => value))(validObject(factsOf(from), object, { random, isFull: true }));
        const all = Array.from({ length: SAMPLES * 4 }, make);
        const parsed = all.filter((value) => bridge.object(object, value, known).kind === 'translated');
        if (parsed.length < SAMPLES / 2) throw new Error(`${object} from ${from} to ${to}: nearly all are refused`);
        const embeds = to === '2.1.1' && (object === 'Session' || object === 'CDR');
        const texts = parsed.map((value, index) =>
          JSON.stringify(embeds ? [value, known.locations[index % LOCATIONS]] : value),
        );
        const call = (value) => bridge.object(object, value, known);
        subjects.push({ passage: `${from} → ${to}`, object, texts, parsed, call, parse: 0, bridge: 0 });
      }
    }
  }
  return subjects;
}

const subjects = await prepare();
for (let round = 0; round < rounds; round++) {
  for (const subject of subjects) {
    subject.parse = Math.max(
      subject.parse,
      rateOf((text) => JSON.parse(text), subject.texts, seconds),
    );
    subject.bridge = Math.max(subject.bridge, rateOf(subject.call, subject.parsed, seconds));
  }
}

const rows = subjects.map(({ passage, object, texts, parse, bridge }) => ({
  passage,
  object,
  bytes: Math.round(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / texts.length),
  'parse/s': Math.round(parse),
  'bridge/s': Math.round(bridge),
  share: Number((parse / bridge).toFixed(2)),
}));
console.table(rows);
const dearest = rows.reduce((most, row) => (row.share > most.share ? row : most));
console.log(
  `bridging costs at most ${dearest.share} of parsing the same bytes: ${dearest.object} from ${dearest.passage}`,
);
