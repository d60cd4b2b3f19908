import { rmSync } from "node:fs";
import { temporaryDirectory } from "@slipway/tools/temporary-directory";
import { readOptions } from "#chaos/read-options.ts";
import { type ChaosResult, runChaos } from "#chaos/run-chaos.ts";
import { readEnv } from "#env.ts";

/* `npm run chaos`: breaks web, runner and database under open streams, and fails if anything was lost or left behind. */
const options = readOptions(process.argv.slice(2), Date.now());
const home = temporaryDirectory("chaos");
const stack = new AsyncDisposableStack();
stack.defer(() => {
  if (process.exitCode === 0) rmSync(home, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void stack.disposeAsync().finally(() => process.exit(130)));
}
const startedAt = Date.now();
const say = (text: string) => console.log(`  ${((Date.now() - startedAt) / 1_000).toFixed(1)} s  ${text}`);
console.log(
  `${options.sessions} conversations, ${options.webs} webs, ${options.runners} runners, ${options.seconds} s of faults, seed ${options.seed}`,
);
process.exitCode = 1;
let result: ChaosResult;
try {
  result = await runChaos({ options, env: readEnv(), home, stack, say });
} catch (error) {
  await stack.disposeAsync();
  throw error;
}
const alive = () => [...result.processes].filter(isAlive);
const losses = [...result.losses];
process.exitCode = losses.length === 0 ? 0 : 1;
await stack.disposeAsync();
for (const pid of alive()) losses.push(`process ${pid} is left behind`);
console.log(describe(result));
for (const loss of losses) console.log(`  ✗ ${loss}`);
if (losses.length > 0) console.log(`Logs: ${home}`);
console.log(losses.length === 0 ? "Nothing was lost, nothing is left behind." : `${losses.length} faults.`);
process.exitCode = losses.length === 0 ? 0 : 1;

function describe({ injected, ends, events, resumed, connections, posts }: ChaosResult): string {
  const list = (counts: ReadonlyMap<string, number>) =>
    [...counts].map(([name, count]) => `${count} × ${name}`).join(", ") || "none";
  return [
    `Injected: ${list(injected)}.`,
    `Runs: ${list(ends)}; resumed ${resumed} times.`,
    `Read: ${events} events over ${connections} connections; messages were posted ${posts} times.`,
  ].join("\n");
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
