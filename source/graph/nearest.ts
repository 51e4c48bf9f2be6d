/** The names that are most like a mistyped one, best first: at most three, none if nothing is near. */
export function nearestNames(typed: string, names: Iterable<string>): readonly string[] {
  const allowed = Math.max(1, Math.floor(typed.length / 4));
  const found: {name: string; distance: number}[] = [];
  for (const name of names) {
    const start = typed.length < 4 ? name : name.slice(0, typed.length);
    const distance = Math.min(
      editDistance(typed, name, allowed),
      start === name ? Infinity : editDistance(typed, start, allowed),
    );
    if (distance <= allowed) found.push({name, distance});
  }
  return found
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({name}) => name);
}

/** How many letters to change, put in or take out; Infinity if that is more than the limit. */
function editDistance(some: string, other: string, limit = Infinity): number {
  if (Math.abs(some.length - other.length) > limit) return Infinity;
  let row = Array.from({length: other.length + 1}, (_, column) => column);
  for (const letter of some) {
    row = nextRow(row, letter, other);
    if (Math.min(...row) > limit) return Infinity;
  }
  return row.at(-1) ?? 0;
}

function nextRow(above: readonly number[], letter: string, other: string): number[] {
  let left = (above[0] ?? 0) + 1;
  const row = [left];
  for (let column = 0; column < other.length; column++) {
    const kept = (above[column] ?? 0) + (other[column] === letter ? 0 : 1);
    left = Math.min(left + 1, (above[column + 1] ?? 0) + 1, kept);
    row.push(left);
  }
  return row;
}
