import { readMessagePage } from "@slipway/db/messages/read-message-page";
import { actAsRunner, closeTurn, openTurn } from "@slipway/db/testing/act-as-runner";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestPrisma, testPrisma } from "@slipway/db/testing/test-prisma";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLogger } from "#server/logger.ts";
import { readLastWords } from "./read-last-words.ts";

let store: TestPrisma;
let mine: GivenApp;
let sessionId: string;
let runId: string;

beforeAll(async () => {
  store = await testPrisma();
  const { db } = store;
  mine = await givenApp(db.pool);
  ({ sessionId, runId } = await sendMessage(db, mine, { message: "Hello" }));
  const runner = await actAsRunner(db);
  const { lease } = await runner.claimOne();
  await runner.append(lease, [...openTurn(["Hi"]), ...closeTurn(["Hi"])]);
  await runner.finish(lease);
});
afterAll(() => store[Symbol.asyncDispose]());

const asked = () => ({
  services: { db: store.db, prisma: store.prisma, logger: createLogger("silent") },
  principal: mine,
  app: mine.app.slug,
  session: sessionId,
});

it("reads what the API tells the person who asks", async () => {
  const last = await readLastWords(asked());
  const { projectId } = mine;
  expect(last?.page).toEqual(await readMessagePage(store.db.pool, { projectId, sessionId, limit: 16 }));
  expect(last?.page.items.map(({ role }) => role)).toEqual(["user", "assistant"]);
  expect([last?.app.id, last?.runs.map(({ id }) => id)]).toEqual([mine.app.id, [runId]]);
});

it("C64 tells a person of another project nothing, though they have an app of that name", async () => {
  const other = await givenApp(store.db.pool);
  expect(other.app.slug).toBe(mine.app.slug);
  expect(await readLastWords({ ...asked(), principal: other })).toBeNull();
});

it.each([undefined, "", "none", "ses_none", "ses_'\u0000", ["ses_a", "ses_b"]])(
  "is nothing where the address names %j",
  async (session) => {
    expect(await readLastWords({ ...asked(), session })).toBeNull();
  },
);

it("leaves the page as it is without them while the database cannot be asked", async () => {
  const db = testDb("postgresql://nobody@127.0.0.1:1/nothing");
  const { services, ...rest } = asked();
  expect(await readLastWords({ ...rest, services: { ...services, db } })).toBeNull();
  await db.close();
});
