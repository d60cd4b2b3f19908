import type { Checkpoint } from "@slipway/schemas/runs/checkpoint";
import { expect, it } from "vitest";
import { findCheckpoint } from "./find-checkpoint.ts";

const checkpoint = (id: string, runId: string): Checkpoint => ({
  id,
  runId,
  step: 1,
  label: "Step 1",
  createdAt: "2026-11-21T09:00:00.000Z",
});
const pages: Record<string, { items: Checkpoint[]; nextCursor: string | null }> = {
  first: { items: [checkpoint("chk_4", "run_2")], nextCursor: "second" },
  second: { items: [checkpoint("chk_3", "run_1"), checkpoint("chk_2", "run_1")], nextCursor: null },
};
const readPage = async (cursor = "first") => pages[cursor] ?? { items: [], nextCursor: null };

it("finds the last checkpoint of a run, however far back", async () => {
  expect(await findCheckpoint("run_1", readPage)).toBe("chk_3");
  expect(await findCheckpoint("run_2", readPage)).toBe("chk_4");
  expect(await findCheckpoint("run_0", readPage)).toBeNull();
});
