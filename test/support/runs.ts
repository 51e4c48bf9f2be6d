/**
 * How often a property is tried: so often, or `ATHANOR_PROPERTY_RUNS` times, from `ATHANOR_PROPERTY_SEED` on. A long
 * run says its seed at once, a failing one when it fails.
 */
export function runs(usual: number): {readonly numRuns: number; readonly seed?: number} {
  const {ATHANOR_PROPERTY_RUNS: asked, ATHANOR_PROPERTY_SEED: given} = process.env;
  const seed = given === undefined ? Date.now() % 2 ** 31 : Number(given);
  if (asked !== undefined) console.log(`${asked} runs from seed ${seed}`);
  return {numRuns: asked === undefined ? usual : Number(asked), seed};
}
