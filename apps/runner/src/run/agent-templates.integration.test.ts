import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { decideApproval } from "@slipway/db/approvals/decide-approval";
import type { Db } from "@slipway/db/db";
import { notify } from "@slipway/db/events/notify";
import { findRun } from "@slipway/db/runs/find-run";
import { givenApp } from "@slipway/db/testing/given-app";
import { readLog, readTranscript } from "@slipway/db/testing/read-log";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { agentTemplates } from "@slipway/schemas/apps/templates/agent-templates";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import type { Run } from "@slipway/schemas/runs/run";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestRunner, type TestRunner } from "#test/start-test-runner.ts";
import { until } from "#test/until.ts";

let database: TestDatabase;
let db: Db;
let runner: TestRunner;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "slipway-templates-"));
  database = await testDatabase();
  db = testDb(database.url);
  runner = await startTestRunner(database.url, { SLIPWAY_DATA_DIR: dataDir, PATH: process.env.PATH });
});

afterAll(async () => {
  await runner.end("SIGTERM");
  await db.close();
  await database.close();
  rmSync(dataDir, { recursive: true });
});

type Sent = { readonly projectId: string; readonly sessionId: string; readonly runId: string };

/** Answers every question with yes until the run has ended. Says how often it was asked. */
async function sayYes({ projectId, runId }: Sent): Promise<{ run: Run; asked: number }> {
  let asked = 0;
  const run = await until(
    `the end of ${runId}`,
    async () => {
      const current = await findRun(db.pool, projectId, runId);
      for (const { id } of current?.pendingApprovals ?? []) {
        const yes = { decision: "allow", scope: "once", editedInput: null, comment: null } as const;
        await decideApproval(db, { projectId, approvalId: id, ...yes, by: "usr_1", now: new Date() });
        asked += 1;
      }
      if (current?.status === "waiting") await notify(db.pool, { queue: [""] });
      return current && isFinalStatus(current.status) ? current : null;
    },
    60_000,
  );
  return { run, asked };
}

const files: Record<string, string> = {
  "blank-agent": "demo.md",
  "code-helper": "count-words.sh",
  "data-analyst": "chart.svg",
  "release-notes-writer": "RELEASE_NOTES.md",
  "careful-operator": "operations.log",
};

it.each(agentTemplates)(
  "$name shows tools and files with the demo model",
  async ({ id, config }) => {
    const app = await givenApp(db.pool, { type: "agent", config });
    const sent = {
      projectId: app.projectId,
      ...(await sendMessage(db, app, { message: "Go", model: "demo/demo", durable: true })),
    };
    const { run, asked } = await sayYes(sent);
    expect(run).toMatchObject({ status: "completed", error: null });
    expect(run.usage.toolCalls).toBeGreaterThan(0);
    const events = await readLog(db, sent);
    expect(findGrammarFault(events)).toBeNull();
    const outcomes = events.flatMap((event) => (event.type === "tool.finished" ? [event.outcome] : []));
    expect(outcomes).toContain("ok");
    if (id === "careful-operator") expect(asked).toBeGreaterThan(0);
    await readTranscript(db, sent);
    const workspace = path.join(dataDir, "workspaces", app.projectId, sent.sessionId);
    expect((await readFile(path.join(workspace, files[id] ?? "none"), "utf8")).length).toBeGreaterThan(0);
  },
  90_000,
);
