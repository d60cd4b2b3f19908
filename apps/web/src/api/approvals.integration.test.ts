import { parkRun } from "@slipway/db/approvals/park-run";
import { actAsRunner, turnOf } from "@slipway/db/testing/act-as-runner";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { sendMessage } from "@slipway/db/testing/send-message";
import { newId } from "@slipway/schemas/ids";
import { ApprovalRecord } from "@slipway/schemas/runs/approval";
import { noUsage } from "@slipway/schemas/runs/usage";
import { expect, it } from "vitest";
import { type TestWeb, testWeb } from "./test/test-web.ts";

/** A run that asks whether it may run a command. */
async function givenQuestion({
  services: { db },
}: TestWeb): Promise<GivenApp & { approvalId: string; runId: string }> {
  const app = await givenApp(db.pool);
  await sendMessage(db, app);
  const { lease } = await (await actAsRunner(db)).claimOne();
  const approvalId = newId("approval");
  const parked = await parkRun(db, lease, {
    questions: [{ approvalId, callId: "call_1", tool: "bash", input: { command: "ls" }, reason: "It asks." }],
    turn: 1,
    events: [],
    entries: [],
    progress: { usage: noUsage, costMicroUsd: 0, ttftMs: null },
    now: new Date(),
  });
  expect(parked.kind).toBe("parked");
  return { ...app, approvalId, runId: lease.runId };
}

it("C39 lists what waits for a person, takes the first decision and refuses the second with it", async () => {
  await using web = await testWeb();
  const { projectId, approvalId, runId } = await givenQuestion(web);
  const headers = await web.keyOf("editor", projectId);
  const list = () => web.call({ method: "GET", path: "/api/v1/approvals?status=pending", headers });
  const [item] = (await list()).body.items;
  expect(ApprovalRecord.parse(item)).toMatchObject({
    id: approvalId,
    runId,
    tool: "bash",
    status: "pending",
  });
  const before = await web.call({ method: "GET", path: `/api/v1/runs/${runId}`, headers });
  expect(before.body).toMatchObject({ status: "waiting", pendingApprovals: [{ id: approvalId }] });

  const path = `/api/v1/approvals/${approvalId}`;
  const decide = (body: unknown) => web.call({ method: "POST", path, headers, body });
  expect((await decide({ decision: "deny", input: {} })).body.error.details[0].path).toBe("input");
  const input = { command: "ls -l" };
  const first = await decide({ decision: "allow", scope: "session", input });
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({
    status: "allowed",
    scope: "session",
    editedInput: input,
    decidedBy: "A editor",
  });
  const second = await decide({ decision: "deny" });
  expect(second.status).toBe(409);
  expect(second.body.error).toMatchObject({ code: "conflict", details: { approval: first.body } });
  const after = await web.call({ method: "GET", path: `/api/v1/runs/${runId}`, headers });
  expect(after.body).toMatchObject({ status: "queued", pendingApprovals: [] });
  expect((await list()).body.items).toEqual([]);
});

it("C39 an edited input that its tool cannot take, or that a rule denies, is refused and decides nothing", async () => {
  await using web = await testWeb();
  const { db } = web.services;
  const rules = [{ tool: "bash", match: "rm *", action: "deny" }];
  const app = await givenApp(db.pool, {
    type: "agent",
    config: { tools: { builtin: ["bash"] }, permissions: { default: "ask", rules } },
  });
  await sendMessage(db, app);
  const { lease } = await (await actAsRunner(db)).claimOne();
  const approvalId = newId("approval");
  const facts = {
    inputSchema: { type: "object", properties: { command: { type: "string" } }, required: ["command"] },
    access: "execute",
    subject: "command",
  };
  const question = {
    approvalId,
    callId: "call_1",
    tool: "bash",
    input: { command: "ls" },
    reason: "",
    facts,
  };
  await parkRun(db, lease, {
    questions: [question],
    turn: 1,
    events: [],
    entries: [],
    progress: { usage: noUsage, costMicroUsd: 0, ttftMs: null },
    now: new Date(),
  });
  const headers = await web.keyOf("editor", app.projectId);
  const decide = (input: unknown) =>
    web.call({
      method: "POST",
      path: `/api/v1/approvals/${approvalId}`,
      headers,
      body: { decision: "allow", input },
    });
  expect(await decide({})).toMatchObject({
    status: 400,
    body: { error: { details: [{ path: "input", message: "command: is missing" }] } },
  });
  const denied = await decide({ command: "ls; rm -r ." });
  expect([denied.status, denied.body.error.message]).toEqual([400, expect.stringContaining("rm *")]);
  expect((await decide({ command: "ls -l" })).body).toMatchObject({ status: "allowed" });
});

it("C64 hides approvals from other projects, and lets nobody decide who may only look", async () => {
  await using web = await testWeb();
  const { projectId, approvalId } = await givenQuestion(web);
  const path = `/api/v1/approvals/${approvalId}`;
  const decide = (headers: Record<string, string>, at = path) =>
    web.call({ method: "POST", path: at, headers, body: { decision: "allow" } });
  const stranger = await web.keyOf("admin");
  const [theirs, unknown] = [await decide(stranger), await decide(stranger, "/api/v1/approvals/apr_nothing")];
  expect([theirs.status, unknown.status]).toEqual([404, 404]);
  expect((await decide(await web.keyOf("viewer", projectId))).status).toBe(403);
});

it("C30 forks a session over the API, and names the checkpoints when the one asked for is unknown", async () => {
  await using web = await testWeb();
  const { db } = web.services;
  const app = await givenApp(db.pool);
  const { sessionId } = await sendMessage(db, app, { message: "Hello" });
  const runner = await actAsRunner(db);
  const { lease } = await runner.claimOne();
  await runner.append(lease, turnOf(["Hi."]));
  await runner.finish(lease);
  const headers = await web.keyOf("editor", app.projectId);
  const path = `/api/v1/sessions/${sessionId}/fork`;
  const forked = await web.call({ method: "POST", path, headers, body: {} });
  expect(forked).toMatchObject({ status: 201, body: { seq: 1, activeRunId: null, app: { slug: "helper" } } });
  const messages = `/api/v1/sessions/${forked.body.id}/messages`;
  expect((await web.call({ method: "GET", path: messages, headers })).body.items).toMatchObject([
    { role: "user", parts: [{ text: "Hello" }] },
    { role: "assistant", parts: [{ text: "Hi." }] },
  ]);
  const unknown = await web.call({ method: "POST", path, headers, body: { checkpointId: "chk_1" } });
  expect(unknown).toMatchObject({ status: 400, body: { error: { details: [{ path: "checkpointId" }] } } });
  const checkpoints = await web.call({ method: "GET", path: path.replace("fork", "checkpoints"), headers });
  expect(checkpoints).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
});
