import { rmSync } from "node:fs";
import path from "node:path";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { Run } from "@slipway/schemas/runs/run";
import { type ModelServer, startModelServer } from "@slipway/testing/model-server/start-model-server";
import { temporaryDirectory } from "@slipway/tools/temporary-directory";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Following, followEvents, newFollowing } from "#chaos/follow-events.ts";
import { type Cluster, startCluster } from "#chaos/start-cluster.ts";
import { readEnv } from "#env.ts";
import { createBenchApp } from "#slipway/create-bench-app.ts";

const stack = new AsyncDisposableStack();
let cluster: Cluster;
let models: ModelServer;
let appId: string;

beforeAll(async () => {
  const home = temporaryDirectory("cluster");
  stack.defer(() => rmSync(home, { recursive: true, force: true }));
  models = stack.use(await startModelServer());
  const dataDirectory = path.join(home, "data");
  cluster = await startCluster({ env: readEnv(), dataDirectory, webs: 2, runners: 3, stack });
  appId = await createBenchApp({ url: urlOf(0), apiKey: cluster.apiKey }, `${models.url}/v1`);
});

afterAll(() => stack.disposeAsync());

function urlOf(web: number): string {
  return cluster.urls[web] ?? "";
}

/** Calls one of the webs. With a body it is a POST. */
async function call(web: number, route: string, body?: unknown): Promise<Response> {
  return await fetch(`${urlOf(web)}/api/v1${route}`, {
    headers: {
      authorization: `Bearer ${cluster.apiKey}`,
      "content-type": "application/json",
      prefer: "respond-async",
    },
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
}

async function invoke(web: number, message: string): Promise<Run> {
  return Run.parse(await (await call(web, `/apps/${appId}/invoke`, { input: { message } })).json());
}

async function getRun(web: number, runId: string): Promise<Run> {
  return Run.parse(await (await call(web, `/runs/${runId}`)).json());
}

const isFinished = (events: readonly SlipwayEvent[]) => events.at(-1)?.type === "run.finished";

/** Reads a run to its end, beginning at the given web and going to the other one whenever the connection is lost. */
function follow(
  runId: string,
  { firstWeb }: { firstWeb: number },
): { following: Following; end: Promise<void> } {
  const following = newFollowing();
  following.connections = firstWeb;
  const end = followEvents(following, {
    cluster,
    path: `/api/v1/runs/${runId}/events`,
    isDone: isFinished,
    signal: AbortSignal.timeout(60_000),
    patience: () => Number.POSITIVE_INFINITY,
  });
  return { following, end };
}

function textOf({ events }: Following): string {
  return events.map((event) => (event.type === "text.delta" ? event.delta : "")).join("");
}

it("C22 a run made at one web is read at another, goes on for a reader whose web dies, and is cancelled through the one that came back", async () => {
  const run = await invoke(0, "!tokens 60 every 20ms\n!gate web-died\n!tokens 5\n!hang");
  const atFirst = follow(run.id, { firstWeb: 0 });
  const atSecond = follow(run.id, { firstWeb: 1 });
  await vi.waitFor(() => expect(textOf(atFirst.following)).not.toBe(""), 20_000);
  const dead = cluster.webPid(0);
  process.kill(dead, "SIGKILL");
  await models.reached("web-died");
  models.open("web-died");
  await vi.waitFor(() => expect(textOf(atSecond.following).trim().split(" ")).toHaveLength(65), 10_000);
  await vi.waitFor(() => expect(cluster.webPid(0)).not.toBe(dead), 20_000);
  await vi.waitFor(async () => expect((await call(0, `/runs/${run.id}/cancel`, {})).status).toBe(200), {
    timeout: 30_000,
    interval: 200,
  });
  await Promise.all([atFirst.end, atSecond.end]);
  expect(atFirst.following.faults).toEqual([]);
  expect(atFirst.following.events).toEqual(atSecond.following.events);
  expect(atFirst.following.connections).toBeGreaterThan(1);
  expect(await getRun(1, run.id)).toMatchObject({ status: "cancelled", output: { partial: true } });
});

it("C10 a cancel through any web reaches the right one of three runners: 20 runs end within two seconds, their model sockets closed", async () => {
  const runs = await Promise.all(Array.from({ length: 20 }, (_, i) => invoke(i % 2, "!say Begun.\n!hang")));
  const readers = runs.map((run, i) => follow(run.id, { firstWeb: i % 2 }));
  await vi.waitFor(() => {
    for (const { following } of readers) expect(textOf(following)).toBe("Begun.");
  }, 20_000);
  expect(await runnersAtWork()).toBeGreaterThan(1);
  const askedAt = Date.now();
  await Promise.all(runs.map((run, i) => call((i + 1) % 2, `/runs/${run.id}/cancel`, {})));
  await Promise.all(readers.map(({ end }) => end));
  expect(Date.now() - askedAt).toBeLessThan(2_000);
  for (const { following } of readers) {
    expect(following.events.at(-1)).toMatchObject({
      run: { status: "cancelled", output: { text: "Begun." } },
    });
  }
  await vi.waitFor(
    () => expect(models.requests.filter(({ ending }) => ending === "open")).toEqual([]),
    10_000,
  );
});

async function runnersAtWork(): Promise<number> {
  const { rows } = await cluster.db.pool.query<{ runners: number }>(
    "select count(distinct runner_id)::int as runners from run where status = 'running'",
  );
  return rows[0]?.runners ?? 0;
}

it("C17 the run that ends a stream is the run that any web answers right after it, 200 times of 200", async () => {
  let same = 0;
  await Promise.all(
    Array.from({ length: 10 }, async (_, line) => {
      for (let round = 0; round < 20; round += 1) {
        const web = (line + round) % 2;
        const run = await invoke(web, "!say Done.");
        const { following, end } = follow(run.id, { firstWeb: web });
        await end;
        const last = following.events.at(-1);
        expect(last?.type === "run.finished" && last.run).toEqual(await getRun(1 - web, run.id));
        same += 1;
      }
    }),
  );
  expect(same).toBe(200);
});
