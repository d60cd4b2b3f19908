import type { UpEnv } from "#up/env.ts";

export type Ready = {
  readonly env: UpEnv;
  readonly startedAt: number;
  /** Where the first admin is made, while there is none. */
  readonly setupUrl?: string | undefined;
  readonly logs: string;
};

/** What the person wants to know now. */
export function readyMessage({ env, startedAt, setupUrl, logs }: Ready): string {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const lines = [`\n  Slipway is ready after ${seconds} s: ${env.publicUrl}`];
  if (setupUrl !== undefined) {
    lines.push("", "  There is no admin yet. Set one up with this link, which works once:", `  ${setupUrl}`);
  }
  lines.push("", `  Ctrl-C stops it. Logs: ${logs}`, "");
  return lines.join("\n");
}
