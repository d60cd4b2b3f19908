/** Draws from a seed: the same seed gives the same numbers. */
export type Draw = {
  /** From 0 up to, and without, `below`. */
  int(below: number): number;
  between(from: number, to: number): number;
  of<Value>(values: readonly Value[]): Value;
};

/** The generator is mulberry32: small, fast and even enough to choose faults. */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number) => Math.floor(next() * below);
  return {
    int,
    between: (from, to) => from + int(to - from + 1),
    of: (values) => {
      const value = values[int(values.length)];
      if (value === undefined) throw new Error("There is nothing to draw from");
      return value;
    },
  };
}
