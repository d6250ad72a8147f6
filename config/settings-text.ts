import { VARIABLES } from './variables.js';

/** `config/example.env`: every variable with its doc line, commented out at its default. */
export function exampleEnv(): string {
  const blocks = Object.values(VARIABLES).map((variable) => {
    const unit = variable.unit === null ? '' : ` Unit: ${variable.unit}.`;
    const fixed = variable.fallback === null ? '' : String(variable.fallback);
    const inWords = variable.fallback === null ? ` Default: ${inWordsOf(variable)}.` : '';
    return `# ${variable.doc}${unit}${inWords}\n# ${variable.name}=${fixed}\n`;
  });
  return ['# Settings of the hub, each at its default. Generated from config/variables.ts.\n', ...blocks].join('\n');
}

/** The configuration table of docs/operations.md, in Markdown. */
export function settingsTable(): string {
  const rows = Object.values(VARIABLES).map((variable) => {
    const unit = variable.unit === null ? '' : ` ${variable.unit}`;
    const fallback = variable.fallback === null ? inWordsOf(variable) : `\`${String(variable.fallback)}\`${unit}`;
    return `| \`${variable.name}\` | ${fallback} | ${variable.doc} |`;
  });
  return ['| Variable | Default | What it does |', '| --- | --- | --- |', ...rows].join('\n');
}

function inWordsOf(variable: { readonly fallbackInWords?: string }): string {
  return variable.fallbackInWords ?? 'unset';
}
