type Bucket = { tokens: number; at: number };

type TokenBucketsOptions = {
  /** Tokens that come back each second. */
  readonly perSecond: number;
  /** Tokens that a bucket holds: what may come at once. */
  readonly burst: number;
  /** Beyond this many buckets the full ones are forgotten: they say nothing. */
  readonly maxBuckets: number;
  /** A clock that never goes back, in milliseconds. */
  readonly clock: () => number;
};

/** A token bucket for each name. */
export class TokenBuckets {
  readonly #options: TokenBucketsOptions;
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: TokenBucketsOptions) {
    this.#options = options;
  }

  /** Takes a token. Answers 0, or in how many seconds there will be one. */
  take(name: string): number {
    const { perSecond, burst, maxBuckets, clock } = this.#options;
    const now = clock();
    const tokens = this.#tokensOf(this.#buckets.get(name), now);
    if (tokens < 1) return (1 - tokens) / perSecond;
    this.#buckets.set(name, { tokens: tokens - 1, at: now });
    if (this.#buckets.size > maxBuckets) this.#forgetFull(now, burst);
    return 0;
  }

  #tokensOf(bucket: Bucket | undefined, now: number): number {
    const { perSecond, burst } = this.#options;
    return bucket ? Math.min(burst, bucket.tokens + ((now - bucket.at) / 1_000) * perSecond) : burst;
  }

  #forgetFull(now: number, burst: number): void {
    for (const [name, bucket] of this.#buckets) {
      if (this.#tokensOf(bucket, now) >= burst) this.#buckets.delete(name);
    }
  }
}
