// npm run bench -- validate [--seconds 0.1] [--rounds 5] [--versions 2.2.1,2.3.0]
// Objects per second of the validators against JSON.parse of the same bytes, in alternating rounds of one process. The objects are
// valid and have every field of the version, made from the fact base. The share is what validating costs of what parsing costs.
import { parseArgs } from 'node:util';
import { CATALOGUE } from '../../dist/libs/ocpi/src/generated/catalogue.js';
import { factsOf, seeded, validObject } from '../support/ocpi-objects.mjs';
import { rateOf } from './processor-rate.mjs';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '0.1' },
    rounds: { type: 'string', default: '5' },
    versions: { type: 'string', default: Object.keys(CATALOGUE).join(',') },
  },
});
const [seconds, rounds] = [values.seconds, values.rounds].map(Number);

/** As many different ones as keep a processor from learning one by heart. */
const SAMPLES = 64;

const OBJECTS = [
  'Location',
  'EVSE',
  'Connector',
  'Session',
  'CDR',
  'Tariff',
  'Token',
  'StartSession',
  'CommandResult',
].concat(['SetChargingProfile', 'ClientInfo', 'Credentials']);

/** Everything is measured once a round, so that a validator has been compiled by the time its best round comes. */
async function prepare() {
  const subjects = [];
  for (const version of values.versions.split(',')) {
    const facts = factsOf(version);
    for (const object of OBJECTS.filter((one) => one in facts.objects)) {
      const random = seeded(1);
      const texts = Array.from({ length: SAMPLES }, () =>
        JSON.stringify(validObject(facts, object, { random, isFull: true })),
      );
      const parsed = texts.map((text) => JSON.parse(text));
      const { [object]: isValid } = await CATALOGUE[version].validators[facts.objects[object].module]();
      if (!parsed.every((value) => isValid(value))) throw new Error(`${object} of ${version} is not valid`);
      subjects.push({ version, object, texts, parsed, isValid, parse: 0, validate: 0 });
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
    subject.validate = Math.max(subject.validate, rateOf(subject.isValid, subject.parsed, seconds));
  }
}

const rows = subjects.map(({ version, object, texts, parse, validate }) => ({
  version,
  object,
  bytes: Math.round(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / SAMPLES),
  'parse/s': Math.round(parse),
  'validate/s': Math.round(validate),
  share: Number((parse / validate).toFixed(2)),
}));
console.table(rows);
const dearest = rows.reduce((most, row) => (row.share > most.share ? row : most));
console.log(
  `validating costs at most ${dearest.share} of parsing the same bytes: ${dearest.object} of ${dearest.version}`,
);
