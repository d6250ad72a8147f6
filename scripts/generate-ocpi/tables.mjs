// What the report of violations walks along: the fields, enums and endpoints of one version as data.

/** The text of tables.ts: one line for each field, enum and endpoint. */
export function tablesText({ version, objects, enums, modules }) {
  return [
    `// OCPI ${version}, made by \`npm run generate\` from libs/ocpi/facts.`,
    "import type { VersionTables } from '../../validation/tables.js';",
    '',
    '/** What is stated of the fields, enums and endpoints of this version. */',
    'export const TABLES: VersionTables = {',
    `  version: '${version}',`,
    '  objects: {',
    ...objects.flatMap(objectLines),
    '  },',
    '  enums: {',
    ...enums.map(({ name, section, isOpen, values }) => `    ${name}: ${JSON.stringify({ section, isOpen, values })},`),
    '  },',
    '  modules: {',
    ...modules.flatMap(moduleLines),
    '  },',
    '};',
    '',
  ].join('\n');
}

function objectLines({ name, section, fields, patch }) {
  return [
    `    ${name}: {`,
    `      section: '${section}',`,
    ...(patch === null ? [] : [`      patch: ${JSON.stringify(patch)},`]),
    '      fields: [',
    ...fields.map((field) => `        ${JSON.stringify(fieldOf(field))},`),
    '      ],',
    '    },',
  ];
}

function moduleLines({ name, section, interfaces }) {
  return [
    `    ${name}: {`,
    `      section: '${section}',`,
    '      interfaces: {',
    ...interfaces.flatMap(({ interfaceRole, endpoints }) => [
      `        ${interfaceRole}: [`,
      ...endpoints.map((endpoint) => `          ${JSON.stringify(endpointOf(endpoint))},`),
      '        ],',
    ]),
    '      },',
    '    },',
  ];
}

function fieldOf({ name, card, type, object, enum: words, checks }) {
  return {
    name,
    card,
    type,
    ...(object === undefined ? {} : { object }),
    ...(words === undefined ? {} : { enum: words }),
    ...(checks.length === 0 ? {} : { checks }),
  };
}

function endpointOf({ method, segments, isCallback, isPatch, request, response, parameters }) {
  return {
    method,
    segments,
    ...(isCallback ? { isCallback } : {}),
    ...(isPatch ? { isPatch } : {}),
    request,
    response,
    parameters: parameters.map(({ where, isRequired, ...parameter }) => ({
      where,
      ...fieldOf({ card: isRequired ? '1' : '?', ...parameter }),
    })),
  };
}
