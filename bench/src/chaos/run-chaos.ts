import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createDraw } from "#chaos/draw.ts";
import { findLosses, type Watched } from "#chaos/find-losses.ts";
import { followEvents, newFollowing } from "#chaos/follow-events.ts";
import { type FaultKind, injectFaults } from "#chaos/inject-faults.ts";
import type { ChaosOptions } from "#chaos/read-options.ts";
import { type Cluster, startCluster } from "#chaos/start-cluster.ts";
import { talk } from "#chaos/talk.ts";
import { startModels } from "#models/start-models.ts";
import { createBenchApp } from "#slipway/create-bench-app.ts";

export type RunChaos = {
  readonly options: ChaosOptions;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly stack: AsyncDisposableStack;
  readonly say: (text: string) => void;
};

export type ChaosResult = {
  readonly injected: ReadonlyMap<FaultKind, number>;
  readonly ends: ReadonlyMap<string, number>;
  readonly events: number;
  readonly connections: number;
  readonly posts: number;
  readonly resumed: number;
  readonly losses: readonly string[];
  readonly processes: ReadonlySet<number>;
};

/** After the last fault everything has to be at its end within this: leases lapse, runs resume, models answer again. */
const settleMs = 120_000;

/** People talk while things break; when nothing breaks any more, everything that they saw is compared with the log. */
export async function runChaos({ options, env, home, stack, say }: RunChaos): Promise<ChaosResult> {
  const draw = createDraw(options.seed);
  const models = stack.use(await startModels());
  const cluster = await startCluster({
    ...options,
    env,
    dataDirectory: path.join(home, "data"),
    stack,
  });
  const [url = ""] = cluster.urls;
  const appId = await createBenchApp({ url, apiKey: cluster.apiKey }, models.baseUrl);
  const enough = AbortSignal.timeout(options.seconds * 1_000);
  const tooLong = AbortSignal.timeout(options.seconds * 1_000 + settleMs);

  const watched: Watched[] = Array.from({ length: options.sessions }, () => ({
    conversation: { sessionId: null, sent: [] },
    watcher: newFollowing(),
  }));
  const injecting = injectFaults({ cluster, draw, until: enough, say });
  await Promise.all(
    watched.map(async (each, index) => {
      const over = new AbortController();
      const watching = watch(each, { cluster, stop: AbortSignal.any([over.signal, tooLong]) });
      const own = createDraw(options.seed + index + 1);
      await talk(each.conversation, { cluster, appId, draw: own, enough, signal: tooLong });
      await caughtUp(each, cluster, tooLong);
      over.abort();
      await watching;
    }),
  );
  const injected = await injecting;
  const losses = await findLosses(cluster, watched);
  return { injected, losses, processes: cluster.seen, ...summarise(watched) };
}

/** A second device that follows the whole session, from its first event on. */
async function watch(
  { conversation, watcher }: Watched,
  { cluster, stop }: { cluster: Cluster; stop: AbortSignal },
): Promise<void> {
  while (conversation.sessionId === null && !stop.aborted) await delay(50);
  await followEvents(watcher, {
    cluster,
    path: `/api/v1/sessions/${conversation.sessionId}/events`,
    isDone: () => false,
    signal: stop,
    patience: () => Number.POSITIVE_INFINITY,
  });
}

/** The last thing that was said has ended for the second device too. */
async function caughtUp({ conversation, watcher }: Watched, { db }: Cluster, signal: AbortSignal) {
  while (!signal.aborted && conversation.sessionId) {
    const { rows } = await db.pool
      .query<{ last_seq: number }>("select last_seq from session where id = $1", [conversation.sessionId])
      .catch(() => ({ rows: [] }));
    if (rows[0]?.last_seq === watcher.events.at(-1)?.seq) return;
    await delay(100);
  }
}

function summarise(watched: readonly Watched[]) {
  const sent = watched.flatMap(({ conversation }) => conversation.sent);
  const events = sent.flatMap(({ following }) => following.events);
  const ends = new Map<string, number>();
  for (const event of events) {
    if (event.type !== "run.finished") continue;
    const { status, stopReason, error } = event.run;
    const end = status === "failed" ? `failed (${stopReason}, ${error?.code})` : status;
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  return {
    ends,
    events: events.length,
    resumed: events.filter(({ type }) => type === "run.resumed").length,
    connections: sent.reduce((sum, { following }) => sum + following.connections, 0),
    posts: sent.reduce((sum, { posts }) => sum + posts, 0),
  };
}
