// JSON schemas of the objects of one version, compiled by ajv into functions that say whether a value is valid and nothing else.
// What is wrong with one that is not is found by walking the tables, which can stop at any number of violations; ajv's own list
// of errors has no bound, and five megabytes of wrong items would make a million of them.
import Ajv from 'ajv';
import { Name, _ } from 'ajv/dist/compile/codegen/index.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

/** The files of validators of one version: a map of module to text. */
export function validatorTexts(model) {
  const modules = [...new Set(model.objects.map((object) => object.module))];
  return new Map(modules.map((module) => [module, moduleText(model, module)]));
}

function moduleText(model, module) {
  const ours = model.objects.filter((object) => object.module === module);
  const functions = ours.flatMap((object) => [
    compiled(object, { isPatch: false }),
    ...(object.patch === null ? [] : [compiled(object, { isPatch: true })]),
  ]);
  return [
    `// OCPI ${model.version}, made by \`npm run generate\` from libs/ocpi/facts: compiled by ajv.`,
    ...importsOf(model, ours, functions.join('\n')),
    ...ours.map(({ name }) => `const conditionsOf${name} = verdictOn('${model.version}', '${name}');`),
    ...functions,
  ].join('\n');
}

/** Whatever the functions call that is not in this file. */
function importsOf(model, ours, text) {
  const checks = [...new Set(text.match(/\b(?:is|has)[A-Z]\w*(?=\()/g) ?? [])]
    .filter((name) => !['isArray', 'isFinite', 'isNaN'].includes(name))
    .sort();
  const foreign = new Map();
  for (const { name, module } of model.objects) {
    if (ours.some((object) => object.name === name) || !new RegExp(`\\b${name}\\(`).test(text)) continue;
    foreign.set(module, [...(foreign.get(module) ?? []), name]);
  }
  return [
    ...(checks.length === 0 ? [] : [`import { ${checks.join(', ')} } from '../../validation/checks.js';`]),
    "import { verdictOn } from '../../validation/conditions.js';",
    ...[...foreign].map(([module, names]) => `import { ${names.join(', ')} } from './validate-${module}.js';`),
  ];
}

const AJV = new (Ajv.default ?? Ajv)({
  allErrors: true,
  allowUnionTypes: true,
  messages: false,
  code: { source: true, esm: true, lines: true, optimize: 2 },
  keywords: [
    { keyword: 'textPasses', type: 'string', schemaType: 'array', code: failUnlessAllPass },
    { keyword: 'numberPasses', type: 'number', schemaType: 'array', code: failUnlessAllPass },
    { keyword: 'isObject', schemaType: 'array', code: failUnlessObject },
    { keyword: 'keepsConditions', type: 'object', schemaType: 'array', code: failUnlessKept },
  ],
});

function compiled(object, { isPatch }) {
  const validate = AJV.compile(schemaOf(object, isPatch));
  const code = (standaloneCode.default ?? standaloneCode)(AJV, validate);
  return verdictOnly(code, isPatch ? `${object.name}Patch` : object.name);
}

/** The JSON schema of an object, or of what a PATCH of it carries. */
export function schemaOf({ name, fields, patch }, isPatch) {
  const always = fields.filter(({ card }) => card === '1' || card === '+').map((field) => field.name);
  return {
    type: 'object',
    required: isPatch ? patch : always,
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    keepsConditions: [name, isPatch],
  };
}

function fieldSchema(field) {
  if (field.card === '1') return valueSchema(field, false);
  if (field.card === '?') return valueSchema(field, true);
  const items = valueSchema(field, false);
  return field.card === '+' ? { type: 'array', items, minItems: 1 } : { type: ['array', 'null'], items };
}

function valueSchema({ type, object, words, checks }, isNullable) {
  if (object !== undefined) return { isObject: [object, isNullable] };
  if (words !== undefined) return { enum: isNullable ? [...words, null] : words };
  const schema = { type: isNullable ? [type, 'null'] : type };
  if (checks.length === 0) return schema;
  return type === 'string' ? { ...schema, textPasses: checks } : { ...schema, numberPasses: checks };
}

function failUnlessAllPass(context) {
  const { data, schema } = context;
  const calls = schema.map(([check, bound]) =>
    bound === undefined ? _`${new Name(check)}(${data})` : _`${new Name(check)}(${data}, ${bound})`,
  );
  context.fail(_`!(${calls.reduce((all, call) => _`${all} && ${call}`)})`);
}

function failUnlessObject(context) {
  const [object, isNullable] = context.schema;
  const call = _`!${new Name(object)}(${context.data})`;
  context.fail(isNullable ? _`${context.data} !== null && ${call}` : call);
}

function failUnlessKept(context) {
  const [object, isPatch] = context.schema;
  const verdict = new Name(`conditionsOf${object}`);
  context.fail(_`${verdict} !== null && !${verdict}(${context.data}, ${isPatch})`);
}

const HEAD =
  /^[^]*?\nfunction validate\d+\(data, \{[^\n]*\}=\{\}\)\{\n(?:let vErrors = null;\n)?(?:let errors = 0;\n)?/;
const ERROR =
  /const (err\d+) = \{instancePath[^\n]*\};\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;\n/g;
const TAIL = /validate\d+\.errors = vErrors;\nreturn errors === 0;\n\}\s*$/;

/** Leaves of ajv's function the question whether; every place where it would note an error becomes its end. */
function verdictOnly(code, name) {
  const text = code
    .replace(HEAD, `/** Whether the value is a valid ${name}. */\nexport function ${name}(data: any): boolean {\n`)
    .replace(ERROR, 'return false;\n')
    .replace(TAIL, 'return true;\n}')
    .replace(/if\((.*)\)\{\nreturn false;\n\}\n(?!else)/g, 'if ($1) return false;\n')
    .replace(/else \{\nreturn false;\n\}\n/g, 'else return false;\n');
  if (/vErrors|errors|instancePath|schema\d+|require\(/.test(text))
    throw new Error(`${name}: ajv wrote what is not expected:\n${text}`);
  return indented(text);
}

/** As deep as the braces are open: ajv ends a line behind each that opens and begins one with each that closes. */
function indented(text) {
  let depth = 0;
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('}')) depth--;
      const result = '  '.repeat(depth) + line;
      if (line.endsWith('{')) depth++;
      return result;
    })
    .join('\n');
}
