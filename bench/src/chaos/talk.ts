import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Run } from "@slipway/schemas/runs/run";
import type { Draw } from "#chaos/draw.ts";
import { type Following, followEvents, newFollowing } from "#chaos/follow-events.ts";
import type { Cluster } from "#chaos/start-cluster.ts";

/** One message as its sender knows it. */
export type Sent = {
  readonly clientMessageId: string;
  readonly durable: boolean;
  /** Null: no web has taken it yet. */
  run: Run | null;
  /** How often it was posted until a web answered. */
  posts: number;
  readonly following: Following;
};

export type Talk = {
  readonly cluster: Cluster;
  readonly appId: string;
  readonly draw: Draw;
  /** No new message after this. */
  readonly enough: AbortSignal;
  /** Nothing is waited for after this. */
  readonly signal: AbortSignal;
};

export type Conversation = { sessionId: string | null; readonly sent: Sent[] };

const postAgainMs = 250;
const postTimeoutMs = 10_000;

/** One person: says something, reads the answer to its end, and says the next thing, whatever fails on the way. */
export async function talk(conversation: Conversation, options: Talk): Promise<void> {
  const { cluster, draw, enough, signal } = options;
  while (!enough.aborted && !signal.aborted) {
    const sent: Sent = {
      clientMessageId: randomUUID(),
      durable: draw.int(4) > 0,
      run: null,
      posts: 0,
      following: newFollowing(),
    };
    conversation.sent.push(sent);
    await post(conversation, sent, options);
    if (!sent.run) return;
    conversation.sessionId = sent.run.sessionId;
    await followEvents(sent.following, {
      cluster,
      path: `/api/v1/runs/${sent.run.id}/events`,
      isDone: (events) => events.at(-1)?.type === "run.finished",
      signal,
      // Now and then the client itself goes away in the middle of an answer.
      patience: () => (draw.int(3) === 0 ? draw.between(1, 30) : Number.POSITIVE_INFINITY),
    });
  }
}

const scripts = [
  "!tokens 100 every 20ms",
  "!tokens 40 every 50ms",
  "!think 20 tokens every 20ms\n!tokens 60 every 20ms",
  "!error 503 times 1\n!tokens 30 every 20ms",
  "!cut after 20 tokens times 1\n!tokens 50 every 20ms",
  "!say Short and done.",
];

/** Posts until a web has taken it: the same message under the same id, which must become one run. */
async function post(
  { sessionId }: Conversation,
  sent: Sent,
  { cluster, appId, draw, signal }: Talk,
): Promise<void> {
  const body = JSON.stringify({
    input: { message: draw.of(scripts) },
    clientMessageId: sent.clientMessageId,
    durable: sent.durable,
    ...(sessionId && { sessionId }),
  });
  while (!sent.run && !signal.aborted) {
    sent.posts += 1;
    const answer = await fetch(`${draw.of(cluster.urls)}/api/v1/apps/${appId}/invoke`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${cluster.apiKey}`,
        "content-type": "application/json",
        prefer: "respond-async",
      },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(postTimeoutMs)]),
    })
      // 202, or 200 when the run that an earlier post made is at its end already.
      .then(async (response) => (response.ok ? Run.parse(await response.json()) : null))
      .catch(() => null);
    sent.run = answer;
    if (!answer) await delay(postAgainMs, undefined, { signal }).catch(() => undefined);
  }
}
