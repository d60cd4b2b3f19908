import { type HourDimension, hourDimensions } from "#history/count-in-hours.ts";

/** The filters by which days are counted bit by bit, in any combination. */
export const bitFilters = [...hourDimensions, "userId"] as const satisfies readonly (
  | HourDimension
  | "userId"
)[];
export type BitFilter = (typeof bitFilters)[number];

/** A run of the day: its values, null where it has none. */
export type DayRun = Readonly<Record<BitFilter, string | null>> & {
  /** Of the day, from 0. */
  readonly hour: number;
  /** Of its duration, as `duration_class` of the database divides them; null: it has none. */
  readonly class: number | null;
  readonly tokens: number;
  readonly costMicroUsd: number;
};

/** The bits of one value, as the database reads them: `X` and hexadecimal digits. */
export type BitRow = { readonly field: string; readonly value: string; readonly bits: string };

/**
 * A day's runs as bits: for each value of each filter which runs have it, and for each digit of their tokens and costs, in
 * base two, which runs have a one there. What several filters find is then the bits that all of them have, and a sum the
 * number of ones of each digit: the bit-sliced index of O'Neil and Quass, Improved Query Performance with Variant Indexes,
 * 1997.
 */
export class DayBits {
  readonly #bytes: number;
  readonly #rows = new Map<string, { field: string; value: string; bits: Uint8Array }>();
  #count = 0;

  /** For so many runs at most. */
  constructor(runs: number) {
    this.#bytes = Math.ceil(runs / 8);
  }

  get count(): number {
    return this.#count;
  }

  /** The next run, in the order of ids. */
  add(run: DayRun): void {
    const at = this.#count;
    this.#count += 1;
    this.#set("", "", at);
    for (const filter of bitFilters) {
      const value = run[filter];
      if (value !== null) this.#set(filter, value, at);
    }
    this.#set("hour", String(run.hour), at);
    if (run.class !== null) this.#set("class", String(run.class), at);
    this.#setDigits("tokens", run.tokens, at);
    this.#setDigits("cost", run.costMicroUsd, at);
  }

  rows(): BitRow[] {
    return [...this.#rows.values()].map(({ field, value, bits }) => ({
      field,
      value,
      bits: `X${Buffer.from(bits).toString("hex")}`,
    }));
  }

  #set(field: string, value: string, at: number): void {
    const key = `${field} ${value}`;
    let row = this.#rows.get(key);
    if (!row) {
      row = { field, value, bits: new Uint8Array(this.#bytes) };
      this.#rows.set(key, row);
    }
    const byte = at >> 3;
    row.bits[byte] = (row.bits[byte] ?? 0) | (0x80 >> (at & 7));
  }

  #setDigits(field: string, amount: number, at: number): void {
    for (let rest = amount, digit = 0; rest > 0; rest = Math.floor(rest / 2), digit += 1) {
      if (rest % 2 === 1) this.#set(field, String(digit), at);
    }
  }
}
