/** The media type of YAML (RFC 9512). */
export const YAML = 'application/yaml';

/** The routes that take it; everywhere else a body is JSON. */
export const YAML_ROUTES: ReadonlySet<string> = new Set(['/api/v1/agreements']);

/** A body that is not read yet: reading YAML takes a while and is done off the thread that routes. */
export class YamlBody {
  constructor(readonly bytes: Uint8Array) {}
}

/** Whether a request wants its answer in YAML: only one that says so. */
export function wantsYaml(accept: string | undefined): boolean {
  const types = (accept ?? '').split(',').map((type) => type.split(';', 1)[0]?.trim().toLowerCase());
  return types.includes(YAML);
}
