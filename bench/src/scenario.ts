import type { Load } from "#load/start-load.ts";
import type { Models } from "#models/start-models.ts";
import type { Slipway } from "#slipway/start-slipway.ts";

export type Unit = "ms" | "s" | "MB" | "µs" | "/s" | "×" | "";

/** One line of the report. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  /** The same of a call straight to the model server, in the same run. */
  readonly bare?: number;
  readonly budget?: { readonly atMost: number } | { readonly atLeast: number };
};

export type Bench = {
  /** How often a measurement is repeated; the median of the repetitions counts. */
  readonly repeats: number;
  readonly models: Models;
  readonly load: Load;
  /** A Slipway that has answered a few calls. Dispose of it: one runs at a time. */
  startSlipway(options?: { readonly by?: "npm" | "launcher"; readonly warm?: boolean }): Promise<Slipway>;
  /** Makes the database count statements from the next start on, or no longer. */
  countStatements(isOn: boolean): Promise<void>;
  /** Shows what goes on. */
  say(text: string): void;
};

export type Scenario = {
  readonly name: string;
  readonly title: string;
  run(bench: Bench): Promise<Figure[]>;
};
