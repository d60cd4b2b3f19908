import { readTails, toEventJson } from "@slipway/db/events/read-events";
import { findRun } from "@slipway/db/runs/find-run";
import { closeTurn, openTurn, turnOf } from "@slipway/db/testing/act-as-runner";
import { sendMessage } from "@slipway/db/testing/send-message";
import type { EventSourceMessage } from "eventsource-parser";
import { expect, it, vi } from "vitest";
import { streamRun } from "#public-api/stream/stream-run.ts";
import { streamSession } from "#public-api/stream/stream-session.ts";
import { type LiveFixture, liveFixture } from "#public-api/test/live-fixture.ts";
import { isFinished, readStream } from "#public-api/test/read-stream.ts";

type Options = { readonly after?: string; readonly headers?: Record<string, string>; signal?: AbortSignal };

const openRun = (live: LiveFixture, runId: string, { after, headers, signal }: Options = {}) =>
  live.ask((request) => streamRun(live, { request, projectId: live.given.projectId, runId, after }), {
    headers,
    signal,
  });

const openSession = (live: LiveFixture, sessionId: string, { after, headers, signal }: Options = {}) =>
  live.ask((request) => streamSession(live, { request, projectId: live.given.projectId, sessionId, after }), {
    headers,
    signal,
  });

async function storedIn({ db, given: { projectId } }: LiveFixture, sessionId: string) {
  return await readTails(db.pool, [{ projectId, sessionId, after: 0 }], 100_000);
}

/** The frames that a reader without any mishap gets. */
async function framesIn(live: LiveFixture, sessionId: string): Promise<EventSourceMessage[]> {
  return (await storedIn(live, sessionId)).map((row) => ({
    id: String(row.seq),
    event: row.type,
    data: toEventJson(row),
  }));
}

/** Numbers that look random and are the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Reads a run to its end, cutting its connection 25 times at places that the seed decides. */
async function readWithCuts(live: LiveFixture, runId: string, seed: number): Promise<EventSourceMessage[]> {
  const random = randomFrom(seed);
  const read: EventSourceMessage[] = [];
  for (let connection = 0; read.at(-1)?.event !== "run.finished"; connection += 1) {
    const lastId = read.at(-1)?.id;
    const response = await openRun(live, runId, lastId ? { headers: { "last-event-id": lastId } } : {});
    const stream = readStream(response);
    const cut = connection < 25 ? 1 + Math.floor(random() * 16) : Number.POSITIVE_INFINITY;
    let count = 0;
    read.push(...(await stream.until((frame) => isFinished(frame) || ++count >= cut)));
    await stream.stop();
  }
  return read;
}

it("C16 100 random disconnects leave neither gap nor duplicate while the run is being written", async () => {
  await using live = await liveFixture();
  const { runId, sessionId } = await sendMessage(live.db, live.given);
  const uninterrupted = readStream(await openSession(live, sessionId)).until(isFinished);
  const reading = [1, 2, 3, 4].map((seed) => readWithCuts(live, runId, seed));
  const random = randomFrom(16);
  const { lease } = await live.runner.claimOne();
  await live.runner.append(lease, openTurn([]));
  const deltas = Array.from({ length: 450 }, (_, i) => `word ${i} `);
  for (let at = 0; at < deltas.length; ) {
    const group = deltas.slice(at, at + 1 + Math.floor(random() * 4));
    at += group.length;
    await live.runner.append(
      lease,
      group.map((delta) => ({ type: "text.delta", blockId: "blk_1", delta })),
    );
  }
  await live.runner.append(lease, closeTurn(deltas));
  await live.runner.finish(lease);
  const frames = await framesIn(live, sessionId);
  expect(await uninterrupted).toEqual(frames);
  for (const read of await Promise.all(reading)) expect(read).toEqual(frames);
});

it("C16 a reader whose own read comes late misses nothing that the others were given meanwhile", async () => {
  await using live = await liveFixture();
  const { sessionId } = await sendMessage(live.db, live.given);
  const { lease } = await live.runner.claimOne();
  const quick = readStream(await openSession(live, sessionId));
  const read = await quick.until(({ event }) => event === "run.started");
  // The answer to the first read of the one that joins is held back on its way.
  const [asked, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const query = live.db.pool.query.bind(live.db.pool);
  const held = vi.spyOn(live.db.pool, "query").mockImplementation(async (statement: unknown) => {
    const isTheirs = Object(statement).name === "read-tails";
    if (isTheirs) held.mockRestore();
    const answer = await query(statement as string);
    if (isTheirs) {
      asked.resolve();
      await release.promise;
    }
    return answer;
  });
  const late = readStream(await openSession(live, sessionId));
  await asked.promise;
  await live.runner.append(lease, openTurn(["a"]));
  read.push(...(await quick.until(({ event }) => event === "text.delta")));
  release.resolve();
  await live.runner.append(lease, closeTurn(["a"]));
  await live.runner.finish(lease);
  read.push(...(await quick.until(isFinished)));
  expect(await late.until(isFinished)).toEqual(read);
  expect(read).toEqual(await framesIn(live, sessionId));
});

it("C16 begins at the first event for a cursor that is malformed, and after the one in Last-Event-ID", async () => {
  await using live = await liveFixture();
  const { runId, sessionId } = await sendMessage(live.db, live.given);
  const { lease } = await live.runner.claimOne();
  await live.runner.append(lease, turnOf(["Hi."]));
  await live.runner.finish(lease);
  const frames = await framesIn(live, sessionId);
  const read = async (options: Options) =>
    await readStream(await openRun(live, runId, options)).until(() => false);
  expect(await read({ after: "nonsense" })).toEqual(frames);
  expect(await read({ after: "-1" })).toEqual(frames);
  expect(await read({ headers: { "last-event-id": "3" }, after: "1" })).toEqual(frames.slice(3));
  expect(await read({ after: "4" })).toEqual(frames.slice(4));
});

it("answers 204 at and past the end of a run, and 410 when what was asked for is deleted", async () => {
  await using live = await liveFixture();
  const { runId, sessionId } = await sendMessage(live.db, live.given);
  const { lease } = await live.runner.claimOne();
  await live.runner.finish(lease);
  const last = (await storedIn(live, sessionId)).at(-1)?.seq ?? 0;
  expect((await openRun(live, runId, { after: String(last) })).status).toBe(204);
  expect((await openRun(live, runId, { after: "999999999999999" })).status).toBe(204);
  await live.db.pool.query("delete from session_event where session_id = $1 and seq <= 2", [sessionId]);
  await expect(openSession(live, sessionId, { after: "1" })).rejects.toMatchObject({
    code: "cursor_expired",
  });
  const fromOldest = readStream(await openSession(live, sessionId, { after: "0" }));
  expect((await fromOldest.next())?.id).toBe("3");
});

it("answers not_found for a run and a session of another project", async () => {
  await using live = await liveFixture();
  const { runId, sessionId } = await sendMessage(live.db, live.given);
  const stranger = { ...live, given: { ...live.given, projectId: "prj_other" } };
  await expect(openRun(stranger, runId)).rejects.toMatchObject({ code: "not_found" });
  await expect(openSession(stranger, sessionId)).rejects.toMatchObject({ code: "not_found" });
});

it("C17 the run in run.finished, live and replayed, is the run that can be read right after it", async () => {
  await using live = await liveFixture();
  for (let round = 0; round < 20; round += 1) {
    const { runId } = await sendMessage(live.db, live.given);
    const stream = readStream(await openRun(live, runId));
    const { lease } = await live.runner.claimOne();
    await live.runner.append(lease, turnOf(["Hi."]));
    const finishing = live.runner.finish(lease);
    const seen = (await stream.until(isFinished)).at(-1);
    const row = await findRun(live.db.pool, live.given.projectId, runId);
    await finishing;
    const replayed = (await readStream(await openRun(live, runId)).until(() => false)).at(-1);
    expect(JSON.parse(seen?.data ?? "{}").run).toEqual(row);
    expect(replayed).toEqual(seen);
  }
});

it("a session's stream stays open across runs and carries all of them", async () => {
  await using live = await liveFixture();
  const { sessionId } = await sendMessage(live.db, live.given);
  const stream = readStream(await openSession(live, sessionId));
  const read: EventSourceMessage[] = [];
  for (let run = 0; run < 3; run += 1) {
    if (run > 0) await sendMessage(live.db, live.given, { sessionId });
    const { lease } = await live.runner.claimOne();
    await live.runner.append(lease, turnOf([`Answer ${run}`]));
    await live.runner.finish(lease);
    read.push(...(await stream.until(isFinished)));
  }
  await stream.stop();
  expect(read).toEqual(await framesIn(live, sessionId));
});

it("C18 200 readers of one session cost one read of its tail per wake-up", async () => {
  await using live = await liveFixture({ compareMs: 600_000 });
  const { sessionId } = await sendMessage(live.db, live.given);
  const { lease } = await live.runner.claimOne();
  const streams = await Promise.all(
    Array.from({ length: 200 }, async () => readStream(await openSession(live, sessionId))),
  );
  // Everybody has caught up once everybody has seen this.
  await live.runner.append(lease, openTurn([]));
  await Promise.all(streams.map((stream) => stream.until(({ event }) => event === "text.started")));
  const query = vi.spyOn(live.db.pool, "query");
  const tailReads = () =>
    query.mock.calls.filter(([statement]) => Object(statement).name === "read-tails").length;
  for (let flush = 1; flush <= 10; flush += 1) {
    await live.runner.append(lease, [{ type: "text.delta", blockId: "blk_1", delta: `${flush} ` }]);
    const frames = await Promise.all(streams.map((stream) => stream.next()));
    expect(new Set(frames.map((frame) => frame?.data)).size).toBe(1);
    expect(frames.every((frame) => frame?.event === "text.delta")).toBe(true);
    expect(tailReads()).toBeLessThanOrEqual(flush);
  }
  await Promise.all(streams.map((stream) => stream.stop()));
  await vi.waitFor(() => expect(live.hub.streams.size).toBe(0));
});

it("C18 a reader that comes after the end gets everything and is let go", async () => {
  await using live = await liveFixture();
  const { runId, sessionId } = await sendMessage(live.db, live.given);
  const { lease } = await live.runner.claimOne();
  await live.runner.append(lease, turnOf(Array.from({ length: 1_000 }, (_, i) => `${i} `)));
  await live.runner.finish(lease);
  const startedAt = performance.now();
  expect(await readStream(await openRun(live, runId)).until(() => false)).toEqual(
    await framesIn(live, sessionId),
  );
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

it("C19 heartbeats come while nothing does and while text does, cut nothing and are not stored", async () => {
  await using live = await liveFixture({ heartbeatMs: 20 });
  const { runId, sessionId } = await sendMessage(live.db, live.given);
  const { lease } = await live.runner.claimOne();
  await live.runner.append(lease, openTurn([]));
  const stream = readStream(await openRun(live, runId));
  await stream.until(({ event }) => event === "text.started");
  const pending = stream.next();
  await vi.waitFor(() => expect(stream.comments.length).toBeGreaterThanOrEqual(4), { timeout: 5_000 });
  const silent = stream.comments.length;
  await live.runner.append(lease, [{ type: "text.delta", blockId: "blk_1", delta: "At last." }]);
  expect(JSON.parse((await pending)?.data ?? "{}").delta).toBe("At last.");
  const deltas = ["At last."];
  while (stream.comments.length < silent + 3) {
    await live.runner.append(lease, [{ type: "text.delta", blockId: "blk_1", delta: "more" }]);
    deltas.push("more");
    await stream.next();
  }
  await live.runner.append(lease, closeTurn(deltas));
  await live.runner.finish(lease);
  await stream.until(() => false);
  expect(new Set(stream.comments)).toEqual(new Set(["heartbeat"]));
  const types = (await storedIn(live, sessionId)).map(({ type }) => type);
  expect(types.filter((type) => type === "text.delta")).toHaveLength(deltas.length);
  expect(types.some((type) => type.includes("heartbeat"))).toBe(false);
});

it("C20 a client that stops reading costs a bounded buffer, harms no other, and gets everything later", async () => {
  await using live = await liveFixture();
  const { runId, sessionId } = await sendMessage(live.db, live.given);
  const { lease } = await live.runner.claimOne();
  await live.runner.append(lease, openTurn([]));
  const slow = await openSession(live, sessionId);
  const quick = readStream(await openSession(live, sessionId));
  await quick.until(({ event }) => event === "text.started");
  // More than the operating system holds for a connection of its own.
  const big = "x".repeat(100_000);
  const deltas = Array.from({ length: 80 }, () => big);
  const query = vi.spyOn(live.db.pool, "query");
  for (const delta of deltas) {
    await live.runner.append(lease, [{ type: "text.delta", blockId: "blk_1", delta }]);
    expect((await quick.next())?.event).toBe("text.delta");
  }
  // Nothing is read for who has no room: each tail was read once, for the quick one.
  const tails = query.mock.calls.filter(([statement]) => Object(statement).name === "read-tails").length;
  expect(tails).toBeLessThanOrEqual(deltas.length + 2);
  await live.runner.append(lease, closeTurn(["x"]));
  await live.runner.finish(lease);
  await quick.until(isFinished);
  const lines: EventSourceMessage[] = await readStream(slow).until(isFinished);
  expect(lines.length).toBe((await storedIn(live, sessionId)).length);
  expect(lines).toEqual(await framesIn(live, sessionId));
  expect(runId).toBe(lease.runId);
});

it("C20 a stream that nobody reads holds no more than its buffer and one batch", async () => {
  await using live = await liveFixture();
  const { sessionId } = await sendMessage(live.db, live.given);
  const { lease } = await live.runner.claimOne();
  await live.runner.append(lease, openTurn([]));
  const quick = readStream(await openSession(live, sessionId));
  const idle = await openSession(live, sessionId);
  const held = live.last();
  await quick.until(({ event }) => event === "text.started");
  let most = 0;
  // Much more than the operating system holds for a connection of its own.
  for (let i = 0; i < 80; i += 1) {
    await live.runner.append(lease, [{ type: "text.delta", blockId: "blk_1", delta: "x".repeat(100_000) }]);
    await quick.next();
    most = Math.max(most, held?.writableLength ?? 0);
  }
  expect(most).toBeGreaterThan(65_536);
  expect(most).toBeLessThan(65_536 + 32_768 + 101_000);
  await idle.body?.cancel();
});

it("finds what a lost notification would have said", async () => {
  await using live = await liveFixture({ compareMs: 50 });
  const { sessionId } = await sendMessage(live.db, live.given);
  const stream = readStream(await openSession(live, sessionId));
  await stream.until(({ event }) => event === "run.queued");
  await live.runner.claim();
  expect((await stream.next())?.event).toBe("run.started");
});

it("goes on with every stream after all database connections were cut, without gap or duplicate", async () => {
  await using live = await liveFixture({ compareMs: 50 });
  const { sessionId } = await sendMessage(live.db, live.given);
  const { lease } = await live.runner.claimOne();
  const stream = readStream(await openSession(live, sessionId));
  const read = await stream.until(({ event }) => event === "run.started");
  await live.runner.append(lease, openTurn(["a"]));
  await live.db.pool
    .query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    )
    .catch(() => undefined);
  await live.runner.append(lease, closeTurn(["a"])).catch(() => live.runner.append(lease, closeTurn(["a"])));
  await live.runner.finish(lease);
  read.push(...(await stream.until(isFinished)));
  expect(read).toEqual(await framesIn(live, sessionId));
});

it("ends every stream when the process stops, and frees what a client leaves behind in either way", async () => {
  await using live = await liveFixture();
  const { sessionId } = await sendMessage(live.db, live.given);
  const leaving = new AbortController();
  const aborted = await openSession(live, sessionId, { signal: leaving.signal });
  const cancelled = readStream(await openSession(live, sessionId));
  const staying = readStream(await openSession(live, sessionId));
  expect(live.hub.streams.size).toBe(3);
  leaving.abort();
  await expect(aborted.text()).rejects.toThrow("aborted");
  await cancelled.stop();
  await vi.waitFor(() => expect(live.hub.streams.size).toBe(1));
  await live.hub.close();
  await staying.until(() => false);
  expect(live.hub.streams.size).toBe(0);
  const late = readStream(await openSession(live, sessionId));
  expect((await late.until(() => false)).length).toBeLessThanOrEqual(2);
});
