import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { renderContract } from "#contract/render-contract.ts";

const document = new URL("../../../../docs/contract.md", import.meta.url);

it("is what docs/contract.md says", async () => {
  const written = await readFile(document, "utf8");
  expect(written === renderContract(), "Run: pnpm --filter @slipway/schemas docs").toBe(true);
});

it("draws every move of a run, and no other", () => {
  const arrows = renderContract().match(/^ {2}\w+ --> \w+: \w+$/gm);
  expect(arrows).toContain("  waiting --> queued: decide");
  expect(arrows).not.toContain("  completed --> queued: requeue");
  expect(arrows).toHaveLength(16);
});
