// What `npm run generate` makes of the fact base: for each version the object model as types, tables and validators.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelOf } from './model.mjs';
import { tablesText } from './tables.mjs';
import { typesText } from './types.mjs';
import { validatorTexts } from './validators.mjs';

/** Where the fact base lies and where what is made of it goes. */
export const FACTS = 'libs/ocpi/facts';
export const GENERATED = 'libs/ocpi/src/generated';

const VERSIONS = ['2.1.1', '2.2', '2.2.1', '2.3.0'];

/** The fact base of every version, from the project at `root`. */
export function readFacts(root) {
  return VERSIONS.map((version) => JSON.parse(readFileSync(join(root, FACTS, `${version}.json`), 'utf8')));
}

/**
 * Every generated file, as a map of its path below {@link GENERATED} to its text. The same facts make the same text. The layout is
 * the generator's own: a formatter would take a quarter of a minute over it.
 */
export function generateOcpi(facts) {
  const models = facts.map(modelOf);
  const texts = new Map([['catalogue.ts', catalogueText(models)]]);
  for (const model of models) {
    const folder = folderOf(model.version);
    texts.set(`${folder}/types.ts`, typesText(model)).set(`${folder}/tables.ts`, tablesText(model));
    for (const [module, text] of validatorTexts(model)) texts.set(`${folder}/${fileOf(module)}.ts`, text);
  }
  return texts;
}

function folderOf(version) {
  return `v${version.replaceAll('.', '_')}`;
}

/** The module of the base types is not to be mixed up with the types of the version. */
function fileOf(module) {
  return `validate-${module}`;
}

/** Everything is loaded when it is first asked for: a hub whose parties speak one version never loads the others. */
function catalogueText(models) {
  return [
    '// Made by `npm run generate` from libs/ocpi/facts.',
    "import type { VersionTables } from '../validation/tables.js';",
    "import type { OcpiVersion } from '../versions.js';",
    '',
    '/** The validators of the objects of one module, by the name of the object. */',
    'export type Validators = Readonly<Record<string, (value: unknown) => boolean>>;',
    '',
    '/** How to load what one version has. */',
    'export interface VersionCatalogue {',
    '  readonly tables: () => Promise<{ readonly TABLES: VersionTables }>;',
    '  readonly validators: Readonly<Record<string, () => Promise<Validators>>>;',
    '}',
    '',
    '/** How to load what each version has. */',
    'export const CATALOGUE: Readonly<Record<OcpiVersion, VersionCatalogue>> = {',
    ...models.flatMap(catalogueLines),
    '};',
    '',
  ].join('\n');
}

function catalogueLines({ version, objects }) {
  const folder = folderOf(version);
  const modules = [...new Set(objects.map((object) => object.module))];
  return [
    `  '${version}': {`,
    `    tables: () => import('./${folder}/tables.js'),`,
    '    validators: {',
    ...modules.map((module) => `      ${module}: () => import('./${folder}/${fileOf(module)}.js'),`),
    '    },',
    '  },',
  ];
}
