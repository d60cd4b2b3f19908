import type { Db } from "@slipway/db/db";
import { actAsRunner, type HandRunner } from "@slipway/db/testing/act-as-runner";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { testDb } from "@slipway/db/testing/send-message";
import { testDatabase } from "@slipway/db/testing/test-database";
import { InvokeRequest } from "@slipway/schemas/public-api/invoke";
import { invoke } from "#public-api/invoke/invoke.ts";
import { createLiveHub, type LiveHub, type LiveHubOptions } from "#server/live-hub/live-hub.ts";
import type { Principal } from "#server/principal.ts";

export type LiveFixture = AsyncDisposable & {
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
    send: (body, headers = {}) =>
      invoke(
        { db, hub },
        {
          request: requestOf("/apps/helper/invoke", headers),
          principal,
          target: { app: given.app.slug },
          body: InvokeRequest.parse(body),
        },
      ),
    [Symbol.asyncDispose]: async () => {
      await hub.close();
      await db.close();
      await database.close();
    },
  };
}

export function requestOf(path: string, headers: Record<string, string> = {}, signal?: AbortSignal): Request {
  return new Request(`http://localhost/api/v1${path}`, { headers, ...(signal ? { signal } : {}) });
}
