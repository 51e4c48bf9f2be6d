/**
 * How much two names have in common, from 0 to 1: pairs of letters that both have, whatever their case. One
 * that is a part of the other is more like it than not.
 */
export function nameLikeness(one: string, other: string): number {
  const [first, second] = [one.toLowerCase(), other.toLowerCase()];
  const isPart = first.includes(second) || second.includes(first);
  return Math.max(isPart ? alike : 0, pairsInCommon(one, other));
}

function pairsInCommon(one: string, other: string): number {
  const [ones, others] = [letterPairs(one), letterPairs(other)];
  const all = ones.length + others.length;
  if (all === 0) return one.toLowerCase() === other.toLowerCase() ? 1 : 0;
  const rest = [...others];
  const both = ones.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * both.length) / all;
}

/** Names that are this alike are likely to be one name, written anew. */
export const alike = 0.5;

function letterPairs(name: string): readonly string[] {
  const letters = Array.from(name.toLowerCase()).filter((letter) => letter !== '_');
  return letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`);
}
