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
  readonly #runs: number;
  readonly #values = new Map<string, ValueBits>();
  #count = 0;

  /** For so many runs at most. */
  constructor(runs: number) {
    this.#runs = runs;
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

  /**
   * One after the other: all together would be large where a day has many values. There may be as many people as runs: only
   * those with many runs have bits, and those of the others are few enough to be read.
   */
  *rows(): Generator<BitRow> {
    for (const { field, value, bits } of this.#values.values()) {
      if (field === "userId" && !(bits instanceof Uint8Array)) continue;
      yield { field, value, bits: `X${Buffer.from(toBytes(bits, this.#runs)).toString("hex")}` };
    }
  }

  #set(field: string, value: string, at: number): void {
    const key = `${field} ${value}`;
    let own = this.#values.get(key);
    if (!own) {
      own = { field, value, bits: [] };
      this.#values.set(key, own);
    }
    // Places, as long as they take less room than a bit for each run.
    if (own.bits instanceof Uint8Array) setBit(own.bits, at);
    else if (own.bits.push(at) * bytesOfPlace * 8 > this.#runs) own.bits = toBytes(own.bits, this.#runs);
  }

  #setDigits(field: string, amount: number, at: number): void {
    for (let rest = amount, digit = 0; rest > 0; rest = Math.floor(rest / 2), digit += 1) {
      if (rest % 2 === 1) this.#set(field, String(digit), at);
    }
  }
}

type ValueBits = { readonly field: string; readonly value: string; bits: number[] | Uint8Array };

const bytesOfPlace = 8;

function toBytes(bits: readonly number[] | Uint8Array, runs: number): Uint8Array {
  if (bits instanceof Uint8Array) return bits;
  const bytes = new Uint8Array(Math.ceil(runs / 8));
  for (const at of bits) setBit(bytes, at);
  return bytes;
}

function setBit(bytes: Uint8Array, at: number): void {
  const byte = at >> 3;
  bytes[byte] = (bytes[byte] ?? 0) | (0x80 >> (at & 7));
}
