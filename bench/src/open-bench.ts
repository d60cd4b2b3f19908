import { rmSync } from "node:fs";
import path from "node:path";
import { temporaryDirectory } from "@slipway/tools/temporary-directory";
import { startLoad } from "#load/start-load.ts";
import { startModels } from "#models/start-models.ts";
import type { Bench } from "#scenario.ts";
import { setStatementCounting } from "#slipway/database.ts";
import { type Slipway, startSlipway } from "#slipway/start-slipway.ts";

export type OpenBench = {
  readonly env: NodeJS.ProcessEnv;
  readonly repeats: number;
  readonly say: (text: string) => void;
  /** Everything that is started is ended when this is disposed of. */
  readonly stack: AsyncDisposableStack;
};

/** Calls before anything is measured: until then code is loaded and compiled, and connections are opened. */
const warmUpCalls = 100;
const warmUpAtOnce = 20;

/** Starts what all scenarios share: callers, model server, and the directory that their Slipways use one after the other. */
export async function openBench({ env, repeats, say, stack }: OpenBench): Promise<Bench> {
  const home = temporaryDirectory("bench");
  stack.defer(() => rmSync(home, { recursive: true, force: true }));
  // One that is kept spares the next measurement of the history the making of it.
  const dataDirectory = path.resolve(env.SLIPWAY_BENCH_DATA || path.join(home, "data"));
  const models = stack.use(await startModels());
  const load = stack.use(startLoad());

  async function warmUp(slipway: Slipway): Promise<void> {
    const calls = Array.from({ length: warmUpCalls }, () => slipway.invoke({ message: "!tokens 20" }));
    await load.ask({ kind: "sequence", calls, timeoutMs: 60_000 });
    await load.ask({ kind: "burst", calls: calls.slice(0, warmUpAtOnce), timeoutMs: 60_000 });
  }

  return {
    repeats,
    models,
    load,
    say,
    startSlipway: async ({ by = "launcher", warm = true } = {}) => {
      const slipway = await startSlipway({ env, dataDirectory, modelBaseUrl: models.baseUrl, by });
      // Stopping twice does nothing: this is for a scenario that is interrupted.
      stack.use(slipway);
      if (warm) await warmUp(slipway);
      return slipway;
    },
    countStatements: (isOn) => setStatementCounting(dataDirectory, isOn),
  };
}
