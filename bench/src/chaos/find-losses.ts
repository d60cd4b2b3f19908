import { isDeepStrictEqual } from "node:util";
import { readRunEvents } from "@slipway/db/events/read-events";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
import type { Message } from "@slipway/schemas/messages/message";
import { MessagePage } from "@slipway/schemas/public-api/messages-query";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import type { Following } from "#chaos/follow-events.ts";
import type { Cluster } from "#chaos/start-cluster.ts";
import type { Conversation, Sent } from "#chaos/talk.ts";

export type Watched = { readonly conversation: Conversation; readonly watcher: Following };

/** Compares what every client saw with what is stored. Each line returned is something that was lost or untrue. */
export async function findLosses(cluster: Cluster, watched: readonly Watched[]): Promise<string[]> {
  const losses = await findRowsLeftBehind(cluster);
  for (const { conversation, watcher } of watched) {
    if (conversation.sessionId === null) continue;
    const say = (text: string) => losses.push(`${conversation.sessionId}: ${text}`);
    const log = await readLog(cluster, conversation.sessionId);
    const fault = findGrammarFault(log);
    if (fault) say(`the log breaks the grammar: ${fault}`);
    const gap = log.findIndex((event, index) => event.seq !== index + 1);
    if (gap !== -1) say(`the log has ${log[gap]?.seq} at place ${gap + 1}`);
    for (const sent of conversation.sent) for (const text of lossesOf(sent, log)) say(text);
    for (const text of watcher.faults) say(`a reader of the session got ${text}`);
    if (!isDeepStrictEqual(watcher.events, log))
      say(`a reader of the session got ${watcher.events.length} events of ${log.length}, or other ones`);
    const messages = await readMessages(cluster, conversation.sessionId);
    if (!isDeepStrictEqual(messages, foldEvents(log).messages))
      say("its messages are not what its log amounts to");
  }
  return losses;
}

function lossesOf({ run, clientMessageId, following }: Sent, log: readonly SlipwayEvent[]): string[] {
  if (!run) return [`${clientMessageId} was never taken`];
  const stored = log.filter((event) => event.runId === run.id);
  const last = stored.at(-1);
  const losses = following.faults.map((text) => `${run.id}: its reader got ${text}`);
  if (last?.type !== "run.finished") losses.push(`${run.id} has not ended`);
  else if (!isFinalStatus(last.run.status)) losses.push(`${run.id} ended as ${last.run.status}`);
  if (!isDeepStrictEqual(following.events, stored))
    losses.push(
      `${run.id}: its reader got ${following.events.length} events of ${stored.length}, or other ones`,
    );
  return losses;
}

async function findRowsLeftBehind({ db }: Cluster): Promise<string[]> {
  const { rows } = await db.pool.query<{ text: string }>(
    `select id || ' is still ' || status as text from run where status not in ('completed', 'failed', 'cancelled')
     union all select id || ' still has an active run or a lease' from session
       where active_run_id is not null or lease_token is not null
     union all select client_message_id || ' became ' || count(*) || ' runs' from run
       group by client_message_id having count(*) > 1
     union all select run_id || ' has ' || count(*) || ' ends' from session_event
       where type = 'run.finished' group by run_id having count(*) > 1`,
  );
  return rows.map(({ text }) => text);
}

async function readLog({ db }: Cluster, sessionId: string): Promise<SlipwayEvent[]> {
  const { rows } = await db.pool.query<{ project_id: string; id: string }>(
    "select project_id, id from run where session_id = $1",
    [sessionId],
  );
  const logs = await Promise.all(
    rows.map((row) =>
      readRunEvents(db.pool, { projectId: row.project_id, sessionId, runId: row.id, after: 0 }),
    ),
  );
  return logs.flat().sort((one, other) => one.seq - other.seq);
}

async function readMessages({ urls, apiKey }: Cluster, sessionId: string): Promise<Message[]> {
  let messages: Message[] = [];
  for (let before: string | null = ""; before !== null; ) {
    const query: string = before ? `?before=${encodeURIComponent(before)}` : "";
    const response = await fetch(`${urls[0]}/api/v1/sessions/${sessionId}/messages${query}`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    const page = MessagePage.parse(await response.json());
    messages = [...page.items, ...messages];
    before = page.nextCursor;
  }
  return messages;
}
