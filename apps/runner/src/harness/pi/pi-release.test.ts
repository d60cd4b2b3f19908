import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { VERSION } from "@earendil-works/pi-coding-agent";
import { expect, it } from "vitest";

it("calls models through the pi-ai of the very Pi release that agents are built on", () => {
  const entry = fileURLToPath(import.meta.resolve("@earendil-works/pi-ai"));
  const root = entry.slice(0, entry.lastIndexOf("/dist/"));
  const piAi: unknown = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
  expect(piAi).toMatchObject({ version: VERSION });
});
