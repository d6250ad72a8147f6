/** A key of a JSON object whose value the caller wants to find, with those watched inside of it. */
export interface WatchedKey {
  readonly key: string;
  /** From the outermost object on, joined by dots. */
  readonly path: string;
  readonly inner: readonly WatchedKey[];
}

/** Lists of paths are constants: each is taken apart once. */
const known = new WeakMap<readonly string[], readonly WatchedKey[]>();

/** The keys of the outermost object that these paths (`id`, `cdr_token.uid`) begin with; a path watches what it passes through too. */
export function watchedKeys(paths: readonly string[]): readonly WatchedKey[] {
  let keys = known.get(paths);
  if (keys === undefined) known.set(paths, (keys = keysBelow(paths, '')));
  return keys;
}

function keysBelow(paths: readonly string[], parent: string): readonly WatchedKey[] {
  const keys = new Set(paths.map((path) => path.split('.', 1)[0] ?? ''));
  return [...keys].map((key) => {
    const below = paths.filter((path) => path.startsWith(`${key}.`)).map((path) => path.slice(key.length + 1));
    const path = `${parent}${key}`;
    return { key, path, inner: below.length === 0 ? [] : keysBelow(below, `${path}.`) };
  });
}

/** The paths of all keys watched inside of this one. */
export function pathsWithin({ inner }: WatchedKey): readonly string[] {
  return inner.flatMap((key) => [key.path, ...pathsWithin(key)]);
}
