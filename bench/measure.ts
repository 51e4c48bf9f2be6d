import {spawnSync} from 'node:child_process';

/** The middle of some figures; of an even number, the lower of the two. */
export function median(figures: readonly number[]): number {
  return percentile(figures, 50);
}

/** The figure that `percent` of them do not exceed. */
export function percentile(figures: readonly number[], percent: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const place = Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1);
  return sorted[place] ?? Number.NaN;
}

/** How long a program takes from start to end, in milliseconds: the median of `rounds`. Throws when it fails. */
export function timeOf(
  words: readonly string[],
  {rounds = 7, cwd, prepare}: {rounds?: number; cwd?: string; prepare?: () => void} = {},
): number {
  const figures = Array.from({length: rounds}, () => {
    prepare?.();
    const start = performance.now();
    const {status, stderr} = spawnSync(process.execPath, words, {
      ...(cwd !== undefined && {cwd}),
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    if (status !== 0)
      throw new Error(`${words.join(' ')} ended with ${String(status)}:\n${stderr}`);
    return performance.now() - start;
  });
  return median(figures);
}

/** One line of the report: what, its time, and how many times the floor that is. */
export function line(
  what: string,
  milliseconds: number,
  floors: Readonly<Record<string, number>>,
): string {
  const ratios = Object.entries(floors).map(
    ([name, floor]) => `${(milliseconds / floor).toFixed(2)} x ${name}`,
  );
  return `${what.padEnd(52)} ${milliseconds.toFixed(1).padStart(8)} ms  ${ratios.join(', ')}`;
}
