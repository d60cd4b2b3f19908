import { randomUUID } from "node:crypto";
import type { Db } from "@slipway/db/db";
import { countStatements } from "@slipway/db/testing/count-statements";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { testDb } from "@slipway/db/testing/send-message";
import { InvokeRequest } from "@slipway/schemas/public-api/invoke";
import { Run } from "@slipway/schemas/runs/run";
import { expect, it } from "vitest";
import { invoke } from "#public-api/invoke/invoke.ts";
import { type LiveFixture, liveFixture } from "#public-api/test/live-fixture.ts";

const hello = { input: { message: "Hello" } };

/** An app that a run was asked of already, so that it is known what that leads to. */
async function givenKnownApp(live: LiveFixture) {
  const given = await givenApp(live.db.pool, { provider: { baseUrl: "http://127.0.0.1:9/v1" } });
  const change = (text: string, ...more: unknown[]) =>
    live.db.pool.query(text, [given.projectId, given.app.id, ...more]);
  const start = async (body: object = {}) => Run.parse(await (await send(live, given, body)).json());
  await start();
  return { given, change, start };
}

function send({ ask, db, hub, principal }: LiveFixture, given: GivenApp, body: object) {
  const target = { app: given.app.slug };
  const caller = { ...principal, projectId: given.projectId };
  return ask(
    (request) =>
      invoke(
        { db, hub },
        { request, principal: caller, target, body: InvokeRequest.parse({ ...hello, ...body }) },
      ),
    { headers: { prefer: "respond-async" } },
  );
}

it("C3 what is known of an app is not asked again, in a new session as in one that exists", async () => {
  await using live = await liveFixture();
  await using db = Object.assign(testDb(live.url), {
    [Symbol.asyncDispose]: () => db.close(),
  });
  const count = countStatements(db);
  const { start } = await givenKnownApp({ ...live, db });
  expect(count().statements.get("find-invoke-target")).toBe(1);
  const { sessionId, id } = await start();
  expect(await start({ sessionId: await idleSession(db, { sessionId, id }) })).toMatchObject({ sessionId });
  const { statements } = count();
  expect(statements.get("insert-run-with-session")).toBe(1);
  expect(statements.get("insert-run-into-idle-session")).toBe(1);
  expect(statements.get("find-invoke-target")).toBeUndefined();
});

/** The session, after its run has ended. */
async function idleSession({ pool }: Db, { sessionId, id }: Pick<Run, "sessionId" | "id">): Promise<string> {
  await pool.query("update run set status = 'cancelled', stop_reason = 'cancelled' where id = $1", [id]);
  await pool.query("update session set active_run_id = null where id = $1", [sessionId]);
  return sessionId;
}

const commit = `with added as (
    insert into revision (project_id, app_id, number, config, message)
    select project_id, app_id, 2, config, 'Second' from revision where project_id = $1 and app_id = $2
  ) update app set latest_revision = 2 where project_id = $1 and id = $2`;
const deploy = `insert into deployment (project_id, app_id, environment, number, revision)
  values ($1, $2, 'production', $3, $4)`;

it("C3 a commit and a deployment count from the next run on", async () => {
  await using live = await liveFixture();
  const { start, change } = await givenKnownApp(live);
  await change(commit);
  expect(await start()).toMatchObject({ revision: 2, environment: null });
  await change(deploy, 1, 2);
  // The same revision, but it is production's by now.
  expect(await start()).toMatchObject({ revision: 2, environment: "production" });
  await change(deploy, 2, 1);
  expect(await start()).toMatchObject({ revision: 1, environment: "production" });
  expect(await start({ environment: "production" })).toMatchObject({ revision: 1 });
  await change(deploy, 3, 2);
  expect(await start({ environment: "production" })).toMatchObject({ revision: 2 });
  expect(await start({ revision: 1 })).toMatchObject({ revision: 1, environment: null });
});

it("C3 an app that is archived, deleted or called otherwise runs no more under what it was", async () => {
  await using live = await liveFixture();
  const archived = await givenKnownApp(live);
  await archived.change("update app set archived_at = now() where project_id = $1 and id = $2");
  await expect(archived.start()).rejects.toMatchObject({ code: "conflict" });
  const renamed = await givenKnownApp(live);
  await renamed.change("update app set slug = 'other' where project_id = $1 and id = $2");
  await expect(renamed.start()).rejects.toMatchObject({ code: "not_found" });
  const deleted = await givenKnownApp(live);
  await deleted.change("delete from app where project_id = $1 and id = $2");
  await expect(deleted.start()).rejects.toMatchObject({ code: "not_found" });
});

it("says that a model is not there any more", async () => {
  await using live = await liveFixture();
  const { start, given } = await givenKnownApp(live);
  await live.db.pool.query("update provider set models = '[]' where project_id = $1", [given.projectId]);
  await expect(start()).rejects.toMatchObject({ code: "invalid_config" });
});

it("C4 the same message makes one run, whenever it is sent again, and another one under its name is a mismatch", async () => {
  await using live = await liveFixture();
  const { start } = await givenKnownApp(live);
  const clientMessageId = randomUUID();
  const first = await start({ clientMessageId });
  expect((await start({ clientMessageId })).id).toBe(first.id);
  await expect(start({ clientMessageId, metadata: { another: 1 } })).rejects.toMatchObject({
    code: "idempotency_mismatch",
  });
  const atOnce = randomUUID();
  const both = await Promise.all([start({ clientMessageId: atOnce }), start({ clientMessageId: atOnce })]);
  expect(new Set(both.map(({ id }) => id)).size).toBe(1);
});
