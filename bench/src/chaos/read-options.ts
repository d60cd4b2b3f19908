import { parseArgs } from "node:util";

export type ChaosOptions = {
  readonly seconds: number;
  readonly sessions: number;
  readonly webs: number;
  readonly runners: number;
  /** The same seed chooses the same faults, at the same times. */
  readonly seed: number;
};

const defaults = { seconds: 180, sessions: 50, webs: 2, runners: 3 };

/** Reads `--seconds n --sessions n --webs n --runners n --seed n`. Throws with what is wrong. */
export function readOptions(args: readonly string[], now: number): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: "string", default: String(defaults.seconds) },
      sessions: { type: "string", default: String(defaults.sessions) },
      webs: { type: "string", default: String(defaults.webs) },
      runners: { type: "string", default: String(defaults.runners) },
      seed: { type: "string", default: String(now % 1_000_000) },
    },
  });
  const count = (name: keyof typeof values): number => {
    if (!/^[1-9]\d{0,5}$/.test(values[name])) throw new Error(`--${name} takes a number from 1 to 999999.`);
    return Number(values[name]);
  };
  return {
    seconds: count("seconds"),
    sessions: count("sessions"),
    webs: count("webs"),
    runners: count("runners"),
    seed: count("seed"),
  };
}
