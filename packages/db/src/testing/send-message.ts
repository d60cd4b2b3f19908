import { newId } from "@slipway/schemas/ids";
import { resolveBudget } from "@slipway/schemas/runs/budget";
import { type Db, openDb } from "#db.ts";
import { notify } from "#events/notify.ts";
import { type CreatedRun, createRun } from "#runs/create-run.ts";
import type { NewRun } from "#runs/new-run.ts";
import type { GivenApp } from "#testing/given-app.ts";

/** A database handle of a test. Close it in the end. */
export function testDb(url: string): Db {
  return openDb({ url, maxConnections: 10, applicationName: "test", onConnectionError: () => undefined });
}

/** Sends a message as a web would: stores the run, then wakes the runners. */
export async function sendMessage(
  db: Db,
  { projectId, app }: GivenApp,
  { message = "Hello", ...overrides }: Partial<NewRun> & { readonly message?: string } = {},
): Promise<Extract<CreatedRun, { kind: "created" }>> {
  const created = await createRun(db, {
    projectId,
    app,
    sessionId: null,
    onBusy: "enqueue",
    clientMessageId: null,
    requestHash: newId("request"),
    revision: 1,
    environment: null,
    draftConfig: null,
    model: "scripted/scripted",
    input: { message },
    budget: resolveBudget(),
    durable: false,
    approvals: null,
    source: "api",
    userId: null,
    metadata: {},
    trace: { traceId: newTraceId(), parentSpanId: null, traceFlags: 1, traceState: null },
    now: new Date(),
    maxQueued: 2_000,
    ...overrides,
  });
  if (created.kind !== "created") throw new Error(`The message was not taken: ${created.kind}`);
  await notify(db.pool, { queue: [""] });
  return created;
}

function newTraceId(): string {
  return crypto.randomUUID().replaceAll("-", "");
}
