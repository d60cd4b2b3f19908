import type { Db } from "@slipway/db/db";
import { actAsRunner, type HandRunner } from "@slipway/db/testing/act-as-runner";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { testDb } from "@slipway/db/testing/send-message";
import { testDatabase } from "@slipway/db/testing/test-database";
import { InvokeRequest } from "@slipway/schemas/public-api/invoke";
import { invoke } from "#public-api/invoke/invoke.ts";
import { type AnswerServer, startAnswerServer } from "#public-api/test/answer-server.ts";
import { createLiveHub, type LiveHub, type LiveHubOptions } from "#server/live-hub/live-hub.ts";
import type { Principal } from "#server/principal.ts";

export type LiveFixture = AsyncDisposable &
  Pick<AnswerServer, "ask" | "last"> & {
    readonly db: Db;
    readonly hub: LiveHub;
    readonly url: string;
    readonly given: GivenApp;
    readonly principal: Principal;
    readonly runner: HandRunner;
    /** Invokes the app as a caller would, by the contract's body. */
    send(body: unknown, headers?: Record<string, string>): Promise<Response>;
  };

/** One web's live part on a database of its own, an app, and a runner that the test leads by the hand. */
export async function liveFixture(options: Partial<LiveHubOptions> = {}): Promise<LiveFixture> {
  const database = await testDatabase();
  const db = testDb(database.url);
  const hub = createLiveHub({ db, onError: () => undefined, ...options });
  await hub.listening;
  const server = await startAnswerServer();
  const given = await givenApp(db.pool);
  const principal: Principal = {
    kind: "key",
    projectId: given.projectId,
    role: "editor",
    keyId: "key_1",
  };
  return {
    db,
    hub,
    url: database.url,
    given,
    principal,
    runner: await actAsRunner(db),
    ask: server.ask,
    last: server.last,
    send: (body, headers = {}) =>
      server.ask(
        (request) => {
          const target = { app: given.app.slug };
          return invoke({ db, hub }, { request, principal, target, body: InvokeRequest.parse(body) });
        },
        { headers },
      ),
    [Symbol.asyncDispose]: async () => {
      await hub.close();
      await server[Symbol.asyncDispose]();
      await db.close();
      await database.close();
    },
  };
}
