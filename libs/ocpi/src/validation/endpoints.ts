import type { ContentTable, EndpointTable, ModuleTable, SegmentTable } from './tables.js';

/** Which request of a module is looked for. */
export interface Wanted {
  /** SENDER or RECEIVER; modules with one interface for both sides do not care. */
  readonly interfaceRole: string;
  readonly method: string;
  /** What follows the endpoint's URL, decoded. */
  readonly segments: readonly string[];
  /** Whether the URL is a `response_url` that the asked party gets to know in a request. */
  readonly isCallback: boolean;
}

/** Why there is no such endpoint: the path does not exist, or it does and the method is not for it. */
export type NoEndpoint = 'path' | 'method';

/** The endpoint that a request is for: the rules of methods and paths of the version, straight from its tables. */
export function findEndpoint(module: ModuleTable, wanted: Wanted): EndpointTable | NoEndpoint {
  const all = module.interfaces[wanted.interfaceRole] ?? module.interfaces['BOTH'] ?? [];
  const candidates = all.filter((endpoint) => (endpoint.isCallback ?? false) === wanted.isCallback);
  const onPath = candidates.filter(({ segments }) => segments === null || fits(segments, wanted.segments));
  if (onPath.length === 0) return 'path';
  const found = onPath.filter(({ method }) => method === wanted.method);
  // A path that OCPI defines says more than one that it leaves open.
  return found.find(({ segments }) => segments !== null) ?? found[0] ?? 'method';
}

function fits(segments: readonly SegmentTable[], given: readonly string[]): boolean {
  const least = segments.filter(({ isOptional }) => !isOptional).length;
  if (given.length < least || given.length > segments.length) return false;
  return given.every((text, index) => segments[index]?.word === undefined || segments[index].word === text);
}

/** The names of the objects that a content may hold, at the depth of the path that was asked for. */
export function typesAt(content: ContentTable, endpoint: EndpointTable, depth: number): readonly string[] {
  if (!content.isByDepth || endpoint.segments === null) return content.types;
  const least = endpoint.segments.filter(({ isOptional }) => !isOptional).length;
  return content.types.slice(depth - least, depth - least + 1);
}
