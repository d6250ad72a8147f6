/** The known name that a misspelt one most probably meant; null when none is near. */
export function nearestName(misspelt: string, known: readonly string[]): string | null {
  const nearest = known
    .map((name) => ({ name, distance: editDistance(withoutPrefix(misspelt), withoutPrefix(name)) }))
    .reduce((best, candidate) => (candidate.distance < best.distance ? candidate : best));
  // A third of the name may be wrong, and two letters of a short one: they may just have changed places, PROT for PORT.
  const tolerated = Math.max(2, Math.floor(withoutPrefix(misspelt).length / 3));
  return nearest.distance <= tolerated ? nearest.name : null;
}

/** What all names share must not make any two of them look alike. */
function withoutPrefix(name: string): string {
  return name.replace(/^BUSBAR_/, '');
}

/** Letters to insert, drop or change that make one word of the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const changed = (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
