import { parseDocument } from 'yaml';

/** A document as data, or what is wrong with it. */
export type ReadYaml = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: string };

/**
 * Reads YAML 1.2 as data that JSON could say too: no tags of its own, no aliases (a few bytes of them can stand for gigabytes), no name
 * twice in one object.
 */
export function readYaml(bytes: Uint8Array): ReadYaml {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: true });
    const [fault] = [...document.errors, ...document.warnings];
    if (fault !== undefined) return { ok: false, fault: firstLine(fault.message) };
    return { ok: true, value: document.toJS({ maxAliasCount: 0 }) as unknown };
  } catch (error) {
    return { ok: false, fault: error instanceof Error ? firstLine(error.message) : 'it cannot be read' };
  }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.replace(/:$/, '') ?? '';
}
