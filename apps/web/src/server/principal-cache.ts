import { createHash } from "node:crypto";
import type { Principal } from "#server/principal.ts";

type Entry = { readonly principal: Principal; readonly expiresAtMs: number };

export type PrincipalCacheOptions = {
  /** How long a revocation by another process may go unnoticed. */
  readonly maxAgeMs: number;
  readonly maxEntries: number;
  readonly now: () => number;
};

/**
 * Remembers for a few seconds whose a credential is, so that a caller's requests do not each ask the database. Only
 * what was found is kept, under a hash. `forgetAll` makes a revocation in this process effective at once.
 */
export class PrincipalCache {
  readonly #options: PrincipalCacheOptions;
  readonly #entries = new Map<string, Entry>();
  #generation = 0;

  constructor(options: PrincipalCacheOptions) {
    this.#options = options;
  }

  async find(credential: string, load: () => Promise<Principal | null>): Promise<Principal | null> {
    const key = createHash("sha256").update(credential).digest("base64");
    const known = this.#entries.get(key);
    if (known && known.expiresAtMs > this.#options.now()) return known.principal;
    const generation = this.#generation;
    const expiresAtMs = this.#options.now() + this.#options.maxAgeMs;
    const principal = await load();
    // What was read before a revocation must not be remembered after it.
    if (principal && generation === this.#generation) this.#remember(key, { principal, expiresAtMs });
    return principal;
  }

  forgetAll(): void {
    this.#generation += 1;
    this.#entries.clear();
  }

  #remember(key: string, entry: Entry): void {
    this.#entries.delete(key);
    if (this.#entries.size >= this.#options.maxEntries) {
      const oldest = this.#entries.keys().next();
      if (!oldest.done) this.#entries.delete(oldest.value);
    }
    this.#entries.set(key, entry);
  }
}
