import { StillConversation, stillMessages } from "#features/conversation/index.ts";
import type { Opening } from "#features/playground/index.ts";
import { findPagePrincipal } from "#server/page-principal.ts";
import { getServices } from "#server/services.ts";
import { readLastWords } from "./read-last-words.ts";

type Address = {
  /** Id or slug. */
  readonly app: string;
  readonly session: string | readonly string[] | undefined;
};

/**
 * What can be read of a playground's conversation before any script has run. Null: nothing is named that this person can
 * read, or it is not one that stands still.
 */
export async function readOpening(address: Address): Promise<Opening | null> {
  const principal = await findPagePrincipal();
  const last = principal && (await readLastWords({ ...address, services: getServices(), principal }));
  // A completion has results, no conversation.
  if (!last || last.app.type === "completion") return null;
  const { app, sessionId, page, runs } = last;
  const messages = stillMessages(page.items);
  if (messages.length === 0) return null;
  const hasOlder = page.nextCursor !== null || messages.length < page.items.length;
  return {
    sessionId,
    appName: app.name,
    type: app.type,
    words: (
      <StillConversation
        messages={messages}
        hasOlder={hasOlder}
        runs={new Map(runs.map((run) => [run.id, run]))}
      />
    ),
  };
}
