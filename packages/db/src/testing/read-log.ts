import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
import type { Message } from "@slipway/schemas/messages/message";
import type { Db } from "#db.ts";
import { readTails, toEvent } from "#events/read-events.ts";
import { readMessagePage } from "#messages/read-message-page.ts";

type Session = { readonly projectId: string; readonly sessionId: string };

/** The whole log of a session. Throws where it breaks the grammar; runs may still be open. */
export async function readLog(db: Db, session: Session): Promise<SlipwayEvent[]> {
  const stored = await readTails(db.pool, [{ ...session, after: 0 }], 100_000);
  const events = stored.map((each) => {
    const event = toEvent(each);
    if (!event) throw new Error(`Event ${each.seq} is not one of the contract: ${each.type} ${each.data}`);
    return event;
  });
  const fault = findGrammarFault(events, { complete: false });
  if (fault) throw new Error(fault);
  return events;
}

/** A session's messages. Throws unless the fold of its log equals what the pages of the API add up to, of any size. */
export async function readTranscript(db: Db, session: Session): Promise<readonly Message[]> {
  const { messages } = foldEvents(await readLog(db, session));
  for (const limit of [1, 2, 3, 200]) {
    const pages = JSON.stringify(await readPages(db, { ...session, limit }));
    if (pages !== JSON.stringify(messages)) {
      throw new Error(`Pages of ${limit} differ from the fold: ${pages} is not ${JSON.stringify(messages)}`);
    }
  }
  return messages;
}

async function readPages(db: Db, input: Session & { readonly limit: number }): Promise<Message[]> {
  const items: Message[] = [];
  for (let before: number | undefined; ; ) {
    const page = await readMessagePage(db.pool, { ...input, before });
    if (!page) throw new Error("The session is gone");
    items.unshift(...page.items);
    if (page.nextCursor === null) return items;
    before = Number(page.nextCursor);
  }
}

/** What is said in a transcript, one line a message. */
export function linesOf(messages: readonly Message[]): string[] {
  return messages.map(
    ({ role, parts }) =>
      `${role}: ${parts.map((part) => (part.type === "text" ? part.text : `[${part.type}]`)).join("")}`,
  );
}
