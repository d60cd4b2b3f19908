/**
 * Remembers hashes in eight bytes each, however many there are: a million take 16 MB instead of 100. Two hashes that begin
 * alike count as one, so that it may say yes wrongly (once in 18 trillion), and never no.
 */
export class HashSet {
  readonly #beginnings = new Set<bigint>();

  add(sha256: string): void {
    this.#beginnings.add(beginningOf(sha256));
  }

  has(sha256: string): boolean {
    return this.#beginnings.has(beginningOf(sha256));
  }
}

function beginningOf(sha256: string): bigint {
  return BigInt(`0x${sha256.slice(0, 16)}`);
}
