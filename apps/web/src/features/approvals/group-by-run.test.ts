import type { ApprovalRecord } from "@slipway/schemas/runs/approval";
import { expect, it } from "vitest";
import { groupByRun } from "./group-by-run.ts";

it("keeps what one run asked for together, first asked first", () => {
  const asked = (id: string, runId: string) => ({ id, runId }) as ApprovalRecord;
  const groups = groupByRun([asked("apr_4", "run_2"), asked("apr_3", "run_1"), asked("apr_2", "run_2")]);
  expect(groups.map(({ runId, approvals }) => [runId, ...approvals.map(({ id }) => id)])).toEqual([
    ["run_2", "apr_2", "apr_4"],
    ["run_1", "apr_3"],
  ]);
});
