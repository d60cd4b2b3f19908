const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** A whole number of tokens, runs, turns: `1,234`. */
export function formatCount(count: number): string {
  return whole.format(count);
}
