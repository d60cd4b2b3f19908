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

const find = async (id: string, checkpointId?: string) =>
  (await findCheckpoint({ id, ...(checkpointId ? { checkpointId } : {}) }, readPage))?.id;

it("finds the last checkpoint of a run, however far back", async () => {
  expect(await find("run_1")).toBe("chk_3");
  expect(await find("run_2")).toBe("chk_4");
  expect(await find("run_0")).toBeUndefined();
});

it("finds the one that a run went on from where it has none of its own", async () => {
  expect(await find("run_3", "chk_2")).toBe("chk_2");
  expect(await find("run_2", "chk_2")).toBe("chk_4");
});
