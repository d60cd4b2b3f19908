import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { parseEvent } from "@slipway/schemas/events/event";
import { Run } from "@slipway/schemas/runs/run";
import { startSlipway } from "./fixtures/start-slipway.ts";

const run = promisify(execFile);
const readme = readFileSync(path.resolve(import.meta.dirname, "../../../README.md"), "utf8");

/** The README's blocks between its marks, as one reads them. */
function fiveMinutes(): string[] {
  const [, marked = ""] = /<!-- five-minutes:.*?-->(.*)<!-- \/five-minutes -->/s.exec(readme) ?? [];
  return [...marked.matchAll(/```sh\n(.*?)```/gs)].map(([, block = ""]) => block);
}

test("C72 the README's five minutes work as they stand there", async () => {
  test.setTimeout(240_000);
  const key = `slp_${"k".repeat(40)}`;
  const slipway = await startSlipway({ SLIPWAY_BOOTSTRAP_API_KEY: key });
  try {
    const env = { ...process.env, SLIPWAY_URL: slipway.url, SLIPWAY_BOOTSTRAP_API_KEY: key };
    const outputs: string[] = [];
    for (const block of fiveMinutes()) {
      const { stdout } = await run("bash", ["-euo", "pipefail", "-c", block], { env });
      outputs.push(stdout);
    }
    const [created = "", finished = "", streamed = "", history = ""] = outputs;
    expect(JSON.parse(created)).toMatchObject({ app: { slug: "first-app" }, revision: { number: 1 } });
    expect(Run.parse(JSON.parse(finished))).toMatchObject({ status: "completed", model: "demo/demo" });
    const events = [...streamed.matchAll(/^data: (.*)$/gm)].map(([, data = ""]) =>
      parseEvent(JSON.parse(data)),
    );
    expect(events.at(-1)).toMatchObject({ type: "run.finished", run: { status: "completed" } });
    expect(JSON.parse(history)).toMatchObject({ items: [{}, {}], nextCursor: null });
  } finally {
    await slipway.stop();
  }
});
