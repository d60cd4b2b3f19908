import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const script = path.join(import.meta.dirname, "../test/list-loaded-sdks.ts");

/** The providers' SDKs that a process has loaded after it can speak a wire format. */
async function sdksLoadedFor(api: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, api]);
  return JSON.parse(stdout);
}

it.each([
  ["demo", ["openai"]],
  ["openai-completions", ["openai"]],
  ["openai-responses", ["openai"]],
  ["anthropic-messages", ["@anthropic-ai/sdk", "openai"]],
  ["google-generative-ai", ["openai"]],
])("%s loads no SDK but %j", async (api, sdks) => {
  expect(await sdksLoadedFor(api)).toEqual(sdks);
});
