// The object model of one version as TypeScript: an interface for each object, a union of words for each enum.
const BASE_TYPES = ['CiString', 'string', 'URL', 'DateTime'];

/** The text of types.ts. */
export function typesText({ version, objects, enums }) {
  return [
    `// OCPI ${version}, made by \`npm run generate\` from libs/ocpi/facts. Null stands for what is not set, as the cardinalities allow.`,
    '',
    '/** Case-insensitive, printable ASCII. */',
    'export type CiString = string;',
    '/** A moment in UTC. */',
    'export type DateTime = string;',
    '/** An absolute URL of at most 255 characters. */',
    'export type URL = string;',
    ...enums.map(enumText),
    ...objects.map(objectText),
    ...objects.filter(({ patch }) => patch !== null).map(patchText),
    '',
  ].join('\n');
}

function enumText({ name, section, isOpen, values }) {
  const words = [...values.map((value) => `'${value}'`), ...(isOpen ? ['(string & {})'] : [])];
  return `\n/** ${section}. */\nexport type ${name} =\n${words.map((word) => `  | ${word}`).join('\n')};`;
}

function objectText({ name, section, fields }) {
  return `\n/** ${section}. */\nexport interface ${name} {\n${fields.map(fieldText).join('\n')}\n}`;
}

function fieldText(field) {
  const isRequired = field.card === '1' || field.card === '+';
  const isList = field.card === '*' || field.card === '+';
  const type = isList ? `readonly ${typeOf(field)}[]` : typeOf(field);
  return `  readonly ${field.name}${isRequired ? '' : '?'}: ${type}${isRequired ? '' : ' | null'};`;
}

function typeOf(field) {
  if (field.object ?? field.enum) return field.object ?? field.enum;
  if (BASE_TYPES.includes(field.is)) return field.is;
  return field.type === 'integer' ? 'number' : field.type;
}

function patchText({ name, patch }) {
  const required = patch.map((field) => `'${field}'`).join(' | ');
  const type = required === '' ? `Partial<${name}>` : `Partial<${name}> & Pick<${name}, ${required}>`;
  return `\n/** What a PATCH of a ${name} carries. */\nexport type ${name}Patch = ${type};`;
}
