import { notify } from "@slipway/db/events/notify";
import { turnOf } from "@slipway/db/testing/act-as-runner";
import { givenApp } from "@slipway/db/testing/given-app";
import { sendMessage } from "@slipway/db/testing/send-message";
import type { EventSourceMessage } from "eventsource-parser";
import { expect, it } from "vitest";
import { cancel } from "#public-api/runs/cancel.ts";
import { streamLive } from "#public-api/stream/stream-live.ts";
import { type LiveFixture, liveFixture } from "#public-api/test/live-fixture.ts";
import { isFinished, readStream } from "#public-api/test/read-stream.ts";
import type { Principal } from "#server/principal.ts";

type Query = { readonly sessions?: string; readonly topics?: string; readonly after?: string };

const open = (live: LiveFixture, query: Query, lastEventId?: string) =>
  live.ask((request) => streamLive(live, { request, principal: live.principal, query }), {
    headers: lastEventId ? { "last-event-id": lastEventId } : {},
  });

async function runTo(live: LiveFixture, text: string): Promise<void> {
  const { lease } = await live.runner.claimOne();
  await live.runner.append(lease, turnOf([text]));
  await live.runner.finish(lease);
}

const seqs = (frames: readonly EventSourceMessage[], sessionId: string) =>
  frames
    .map(({ data }) => JSON.parse(data))
    .filter((event) => event.sessionId === sessionId)
    .map(({ seq }) => seq);

const oneTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

it("carries several sessions, and goes on exactly in each from the cursor of any frame", async () => {
  await using live = await liveFixture();
  const a = await sendMessage(live.db, live.given);
  await runTo(live, "In a.");
  const b = await sendMessage(live.db, live.given);
  await runTo(live, "In b.");
  const sessions = `${a.sessionId},${b.sessionId}`;
  const whole = readStream(await open(live, { sessions }));
  const frames: EventSourceMessage[] = [];
  for (let ends = 0; ends < 2; ends += 1) frames.push(...(await whole.until(isFinished)));
  await whole.stop();
  const count = frames.length / 2;
  expect(seqs(frames, a.sessionId)).toEqual(oneTo(count));
  expect(seqs(frames, b.sessionId)).toEqual(oneTo(count));
  for (const [index, frame] of frames.entries()) {
    const rest = readStream(await open(live, { sessions: `${b.sessionId},${a.sessionId}` }, frame.id));
    const expected = frames.slice(index + 1);
    const read: EventSourceMessage[] = [];
    while (read.length < expected.length) {
      const next = await rest.next();
      if (next) read.push(next);
    }
    await rest.stop();
    for (const { sessionId } of [a, b]) {
      expect([...seqs(frames.slice(0, index + 1), sessionId), ...seqs(read, sessionId)]).toEqual(
        oneTo(count),
      );
    }
  }
});

it("begins where the request says for a session that the cursor does not know", async () => {
  await using live = await liveFixture();
  const a = await sendMessage(live.db, live.given);
  await runTo(live, "In a.");
  const first = readStream(await open(live, { sessions: `${a.sessionId}@3` }));
  const frames = await first.until(isFinished);
  await first.stop();
  expect(seqs(frames, a.sessionId)[0]).toBe(4);
  const b = await sendMessage(live.db, live.given);
  await runTo(live, "In b.");
  const both = readStream(
    await open(live, { sessions: `${a.sessionId}@3,${b.sessionId}@2` }, frames.at(-1)?.id),
  );
  const read = await both.until(isFinished);
  await both.stop();
  expect(seqs(read, a.sessionId)).toEqual([]);
  expect(seqs(read, b.sessionId)[0]).toBe(3);
});

it("tells of runs as they are now, coalesced, and of no other project's", async () => {
  await using live = await liveFixture();
  const stream = readStream(await open(live, { topics: "runs" }));
  expect(await stream.next()).toMatchObject({ event: "runs.changed", data: "{}" });
  const other = await givenApp(live.db.pool);
  const foreign = await sendMessage(live.db, other);
  const { runId } = await sendMessage(live.db, live.given);
  const line = `${live.given.projectId} ${runId}`;
  await notify(live.db.pool, { runs: [`${other.projectId} ${foreign.runId}`, line, line, line] });
  const frame = await stream.next();
  expect(frame?.event).toBe("run");
  expect(JSON.parse(frame?.data ?? "{}")).toMatchObject({ id: runId, status: "queued", queuePosition: 1 });
  const claimed = await live.runner.claim();
  for (const { lease } of claimed) await live.runner.finish(lease, { stopReason: "cancelled" });
  const finished = await stream.next();
  expect(JSON.parse(finished?.data ?? "{}")).toMatchObject({ id: runId, status: "cancelled" });
  await stream.stop();
});

it("C63 tells the owner of the instance of runs of all projects, each with its own, and refuses others", async () => {
  await using live = await liveFixture();
  await expect(open(live, { topics: "all-runs" })).rejects.toMatchObject({ code: "forbidden" });
  const member = { kind: "user", projectId: live.given.projectId, role: "admin", userId: "usr_1" } as const;
  const owner = { ...member, name: "Ada", email: "ada@example.com", isOwner: true };
  const topics = "all-runs";
  const openAs = (principal: Principal) =>
    live.ask((request) => streamLive(live, { request, principal, query: { topics } }));
  await expect(openAs({ ...owner, isOwner: false })).rejects.toMatchObject({ code: "forbidden" });
  const stream = readStream(await openAs(owner));
  expect(await stream.next()).toMatchObject({ event: "all-runs.changed", data: "{}" });
  for (const given of [await givenApp(live.db.pool), live.given]) {
    const { runId } = await sendMessage(live.db, given);
    await notify(live.db.pool, { runs: [`${given.projectId} ${runId}`] });
    const frame = await stream.next();
    expect(frame?.event).toBe("project.run");
    expect(JSON.parse(frame?.data ?? "{}")).toMatchObject({ id: runId, projectId: given.projectId });
  }
  await stream.stop();
});

it("says that lists must be fetched again after the connection that listens was cut", async () => {
  await using live = await liveFixture();
  const stream = readStream(await open(live, { topics: "runs" }));
  expect((await stream.next())?.event).toBe("runs.changed");
  await live.db.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name like '%listen%' and datname = current_database()",
  );
  expect((await stream.next())?.event).toBe("runs.changed");
  await stream.stop();
});

it("refuses unknown topics, an empty request, and sessions that the project does not have, all alike", async () => {
  await using live = await liveFixture();
  const foreign = await sendMessage(live.db, await givenApp(live.db.pool));
  await expect(open(live, { topics: "weather" })).rejects.toMatchObject({ code: "invalid_request" });
  await expect(open(live, {})).rejects.toMatchObject({ code: "invalid_request" });
  const errors = await Promise.all(
    [foreign.sessionId, "ses_none"].map((sessions) =>
      open(live, { sessions }).catch((error: Error) => error.message.replace(sessions, "…")),
    ),
  );
  expect(errors).toEqual(["There is no session ….", "There is no session …."]);
});

it("C39 says when what waits for a person has changed, and at once when it begins", async () => {
  await using live = await liveFixture();
  const stream = readStream(await open(live, { topics: "approvals" }));
  expect((await stream.next())?.event).toBe("approvals.changed");
  const next = stream.next();
  await notify(live.db.pool, { approvals: ["prj_another"] });
  await notify(live.db.pool, { approvals: [live.given.projectId] });
  expect((await next)?.event).toBe("approvals.changed");
  await stream.stop();
});

it("C27 tells who follows a session, and nobody else, of a message that waits to steer its run, and when it is taken back", async () => {
  await using live = await liveFixture();
  const a = await sendMessage(live.db, live.given);
  const { lease } = await live.runner.claimOne();
  const b = await sendMessage(live.db, live.given);
  const other = await live.runner.claimOne();
  const [follower, stranger] = [
    readStream(await open(live, { sessions: `${a.sessionId}@999` })),
    readStream(await open(live, { sessions: b.sessionId })),
  ];
  await live.hub.listening;
  const steering = await live.send(
    { input: { message: "Shorter" }, sessionId: a.sessionId, onBusy: "steer" },
    { prefer: "respond-async" },
  );
  expect(steering.status).toBe(202);
  const isSignal = ({ event }: EventSourceMessage) => event === "queue.changed";
  const told = (await follower.until(isSignal)).at(-1);
  expect(JSON.parse(told?.data ?? "")).toEqual({ sessionId: a.sessionId });
  const { rows } = await live.db.pool.query("select id from run where steers = $1", [lease.runId]);
  await cancel(live, {
    ...live.given,
    runId: rows[0].id,
    reason: undefined,
    signal: new AbortController().signal,
  });
  await follower.until(isSignal);
  await follower.stop();
  await live.runner.finish(other.lease);
  const heard = await stranger.until(isFinished);
  expect(heard.some(isSignal)).toBe(false);
  await stranger.stop();
  await live.runner.finish(lease);
});
