import { getApp } from "@slipway/db/apps/get-app";
import { readMessagePage } from "@slipway/db/messages/read-message-page";
import { listRuns } from "@slipway/db/runs/list-runs";
import type { App } from "@slipway/schemas/apps/app";
import type { MessagePage } from "@slipway/schemas/public-api/messages-query";
import type { Run } from "@slipway/schemas/runs/run";
import type { Principal } from "#server/principal.ts";
import type { Services } from "#server/services.ts";

export type LastWords = {
  readonly app: App;
  readonly sessionId: string;
  /** The newest messages, oldest first. */
  readonly page: MessagePage;
  /** The runs that they belong to, as far as they are among the newest. */
  readonly runs: readonly Run[];
};

type Asked = {
  readonly services: Pick<Services, "db" | "prisma" | "logger">;
  readonly principal: Pick<Principal, "projectId">;
  /** Id or slug. */
  readonly app: string;
  /** What the address names, whatever it is. */
  readonly session: string | readonly string[] | undefined;
};

/** More than a screen shows of most conversations; the browser reads the others itself. */
const messagesOfAScreen = 16;

/**
 * The end of the conversation that an address names, read with the queries of the API as the person who asks: nobody is
 * told what the API would not tell them. Null: there is no such conversation for them, or it cannot be read now. The browser
 * asks by itself in any case, and says what is wrong.
 */
export async function readLastWords({
  services: { db, prisma, logger },
  principal: { projectId },
  app: named,
  session: sessionId,
}: Asked): Promise<LastWords | null> {
  if (typeof sessionId !== "string" || !/^ses_\w+$/.test(sessionId) || named.includes("\u0000")) return null;
  try {
    const [app, page, runs] = await Promise.all([
      getApp(prisma, { projectId, app: named }),
      readMessagePage(db.pool, { projectId, sessionId, limit: messagesOfAScreen }),
      listRuns(db.pool, { projectId, filters: { sessionId }, limit: messagesOfAScreen }),
    ]);
    return app && page ? { app, sessionId, page, runs: runs.items } : null;
  } catch (error) {
    logger.warn({ error }, "The last words of a session were not read for its page");
    return null;
  }
}
