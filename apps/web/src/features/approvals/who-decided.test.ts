import type { ApprovalRecord } from "@slipway/schemas/runs/approval";
import { expect, it } from "vitest";
import { whoDecided } from "./who-decided.ts";

const at = "2026-11-21T09:00:00.000Z";
const approval: ApprovalRecord = {
  id: "apr_1",
  callId: "call_1",
  tool: "bash",
  input: { command: "ls" },
  reason: "The rules ask.",
  expiresAt: at,
  runId: "run_1",
  sessionId: "ses_1",
  app: { id: "app_1", slug: "keeper", name: "Keeper" },
  status: "allowed",
  scope: "once",
  editedInput: null,
  decidedBy: "Ada",
  decidedAt: at,
  comment: null,
  createdAt: at,
};

it("says who decided before, and why", () => {
  expect(whoDecided({ approval })).toBe("Allowed by Ada.");
  expect(whoDecided({ approval: { ...approval, status: "denied", comment: "Not on a Friday" } })).toBe(
    "Denied by Ada: Not on a Friday.",
  );
  expect(
    whoDecided({ approval: { ...approval, status: "expired", decidedBy: null, comment: "Late." } }),
  ).toBe("Nobody decided in time.");
});

it("says nothing that it does not know", () => {
  expect(whoDecided({})).toBeNull();
  expect(whoDecided(undefined)).toBeNull();
});
