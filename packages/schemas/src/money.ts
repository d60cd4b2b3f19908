/** Money is stored as whole millionths of a US dollar, so that sums are exact. */
export function toMicroUsd(usd: number): number {
  return Math.round(usd * 1_000_000);
}

/** The decimal number of dollars that the API shows. */
export function fromMicroUsd(microUsd: number | bigint): number {
  return Number(microUsd) / 1_000_000;
}
