import { setTimeout as delay } from "node:timers/promises";
import type { NewEvent } from "@slipway/schemas/events/event";
import { describe, expect, it } from "vitest";
import { runBatch } from "#batch/run-batch.ts";
import { batchFixture, callsTo } from "#batch/test/batch-fixture.ts";
import { scriptedTool, whenGivenUp } from "#tools/test/scripted-tool.ts";

/** What happened, in short: `started call_1`, `finished call_1 ok`. */
function story(events: readonly NewEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === "tool.started") return [`started ${event.callId}`];
    if (event.type === "tool.finished") return [`finished ${event.callId} ${event.outcome}`];
    return [];
  });
}

const never = () => new Promise<never>(() => undefined);

describe("C24 a batch", () => {
  it("runs what reads side by side, and stores each result when its tool finishes", async () => {
    const { host, events, results } = batchFixture();
    const gates = [1, 2, 3].map(() => Promise.withResolvers<void>());
    const tools = gates.map(({ promise }, index) =>
      scriptedTool({
        name: `tool_${index + 1}`,
        run: async () => {
          await promise;
          return { output: `out ${index + 1}`, isError: false };
        },
      }),
    );
    const ended = runBatch(host, callsTo(tools));
    await expect.poll(() => tools.every(({ runs }) => runs.length === 1)).toBe(true);
    for (const at of [2, 0, 1]) {
      gates[at]?.resolve();
      await expect.poll(() => results.at(-1)?.callId).toBe(`call_${at + 1}`);
    }
    const end = await ended;
    expect(story(events)).toEqual([
      "started call_1",
      "started call_2",
      "started call_3",
      "finished call_3 ok",
      "finished call_1 ok",
      "finished call_2 ok",
    ]);
    expect(end).toMatchObject({
      kind: "done",
      results: [{ output: "out 1" }, { output: "out 2" }, { output: "out 3" }],
    });
  });

  it("runs no more than eight at once", async () => {
    const { host } = batchFixture();
    let atWork = 0;
    let most = 0;
    const tool = scriptedTool({
      name: "read",
      run: async () => {
        atWork += 1;
        most = Math.max(most, atWork);
        await delay(1);
        atWork -= 1;
        return { output: "", isError: false };
      },
    });
    await runBatch(host, callsTo(new Array(30).fill(tool)));
    expect(most).toBe(8);
    expect(tool.runs).toHaveLength(30);
  });

  it("runs what writes or executes alone and in order", async () => {
    const { host, events } = batchFixture();
    const slow = async () => {
      await delay(2);
      return { output: "", isError: false };
    };
    const tools = (["read", "read", "write", "read", "execute", "execute"] as const).map((access) =>
      scriptedTool({ name: access, access, run: slow }),
    );
    await runBatch(host, callsTo(tools));
    expect(story(events)).toEqual([
      "started call_1",
      "started call_2",
      "finished call_1 ok",
      "finished call_2 ok",
      "started call_3",
      "finished call_3 ok",
      "started call_4",
      "finished call_4 ok",
      "started call_5",
      "finished call_5 ok",
      "started call_6",
      "finished call_6 ok",
    ]);
  });

  it("begins no tool before its start is stored", async () => {
    const fixture = batchFixture();
    const flush = fixture.holdFlushes();
    const tool = scriptedTool({ name: "read" });
    const ended = runBatch(fixture.host, callsTo([tool]));
    await expect.poll(() => story(fixture.events)).toEqual(["started call_1"]);
    expect(tool.runs).toHaveLength(0);
    flush.release();
    await ended;
    expect(tool.runs).toHaveLength(1);
  });

  it("runs nothing when another runner owns the run by now", async () => {
    const { host } = batchFixture({ flushed: "fenced" });
    const tool = scriptedTool({ name: "read" });
    expect(await runBatch(host, callsTo([tool]))).toEqual({ kind: "stopped" });
    expect(tool.runs).toHaveLength(0);
  });

  it("gives a refused call a start and an end without running it", async () => {
    const { host, events, results } = batchFixture();
    const refused = {
      kind: "refuse",
      callId: "call_9",
      name: "bash",
      input: { command: "ls" },
      outcome: "denied",
      output: "Denied: no.",
    } as const;
    expect(await runBatch(host, [refused])).toMatchObject({ kind: "done", results: [{ callId: "call_9" }] });
    expect(events).toMatchObject([
      { type: "tool.started", input: { command: "ls" } },
      { type: "tool.finished", outcome: "denied", isError: true },
    ]);
    expect(results).toMatchObject([{ output: "Denied: no.", isError: true }]);
  });

  it("makes an error of a tool that throws, at once or later", async () => {
    const { host, events } = batchFixture();
    const throwing = (run: () => Promise<never>) => scriptedTool({ name: "broken", run });
    const tools = [
      throwing(() => {
        throw new Error("at once");
      }),
      throwing(() => Promise.reject(new Error("later"))),
    ];
    expect(await runBatch(host, callsTo(tools))).toMatchObject({
      results: [
        { output: "at once", isError: true },
        { output: "later", isError: true },
      ],
    });
    expect(story(events).filter((line) => line.endsWith("error"))).toHaveLength(2);
  });

  it("hands over what the run is to end with", async () => {
    const { host } = batchFixture();
    const tool = scriptedTool({
      name: "submit_result",
      run: () => ({ output: "Taken.", isError: false, result: { data: { n: 1 } } }),
    });
    expect(await runBatch(host, callsTo([tool]))).toMatchObject({ kind: "done", result: { data: { n: 1 } } });
  });

  it("tells the model what the host has to say, marked as the host's, and nobody else", async () => {
    const { host, events, results } = batchFixture({ settled: () => "You are going in circles." });
    await runBatch(host, callsTo([scriptedTool({ name: "read" })]));
    expect(results[0]?.output).toBe("read\n\n[Note by the host, not by the tool: You are going in circles.]");
    expect(events.at(-1)).toMatchObject({ type: "tool.finished", output: "read" });
  });
});

describe("C45 a tool", () => {
  it("that takes too long is given up with what it has shown, also when it ignores that", async () => {
    const { host, events, results } = batchFixture();
    const signals: AbortSignal[] = [];
    const tool = scriptedTool({
      name: "bash",
      timeoutMs: 20,
      run: ({ progress, signal }) => {
        progress("half");
        signals.push(signal);
        return never();
      },
    });
    expect(await runBatch(host, callsTo([tool]))).toMatchObject({ kind: "done" });
    expect(signals[0]?.aborted).toBe(true);
    expect(events.at(-1)).toMatchObject({ type: "tool.finished", outcome: "timeout", isError: true });
    expect(results[0]?.output).toMatch(/^half\n\[bash was stopped: it took longer than 0.02 s/);
  });

  it("does not hold up a run that stops, and what it says afterwards is dropped", async () => {
    const fixture = batchFixture();
    const late = Promise.withResolvers<void>();
    const tool = scriptedTool({
      name: "bash",
      run: async ({ progress, signal }) => {
        progress("one");
        await whenGivenUp(signal);
        await late.promise;
        progress("two");
        return { output: "late", isError: false };
      },
    });
    const ended = runBatch(fixture.host, callsTo([tool]));
    await expect.poll(() => tool.runs.length).toBe(1);
    fixture.stop();
    expect(await ended).toEqual({ kind: "stopped" });
    late.resolve();
    await delay(5);
    expect(story(fixture.events)).toEqual(["started call_1"]);
    expect(fixture.results).toEqual([]);
    expect(fixture.host.open.all).toMatchObject([{ callId: "call_1", shown: "one" }]);
  });

  it("has its output cut at 100,000 characters with a note, and what it shows as well", async () => {
    const { host, events, results } = batchFixture();
    const text = "🚢".repeat(100_000);
    const tool = scriptedTool({
      name: "bash",
      run: ({ progress }) => {
        progress(text);
        progress("more");
        return { output: text, isError: false };
      },
    });
    await runBatch(host, callsTo([tool]));
    const [entry] = results;
    expect(entry?.output.length).toBeLessThanOrEqual(100_000);
    expect(entry?.output).toMatch(/of 200000 characters were left out here/);
    expect(entry?.output.isWellFormed()).toBe(true);
    expect(events.at(-1)).toMatchObject({ type: "tool.finished", truncated: true });
    const shown = events.flatMap((event) => (event.type === "tool.progress" ? [event.delta] : [])).join("");
    expect(shown).toHaveLength(100_000);
  });
});

describe("C76 a retryable error", () => {
  const failing = (afterMs: number | null, succeedsAt = Number.POSITIVE_INFINITY) =>
    scriptedTool({
      name: "search",
      run: (_run, attempt) =>
        attempt >= succeedsAt
          ? { output: "found", isError: false }
          : { output: "busy", isError: true, retry: { afterMs } },
    });
  const gaps = (events: readonly NewEvent[]) =>
    events.flatMap((event) => (event.type === "retry.scheduled" ? [event.delayMs] : []));

  it("is tried again up to three times, with gaps that grow and are spread", async () => {
    const { host, events } = batchFixture();
    const tool = failing(null);
    expect(await runBatch(host, callsTo([tool]))).toMatchObject({
      results: [{ output: "busy", isError: true }],
    });
    expect(tool.runs).toHaveLength(4);
    expect(gaps(events)).toEqual([625, 1_250, 2_500]);
    expect(story(events)).toEqual(["started call_1", "finished call_1 error"]);
  });

  it("is never tried sooner than it says", async () => {
    const { host, events } = batchFixture();
    const tool = failing(900, 2);
    expect(await runBatch(host, callsTo([tool]))).toMatchObject({
      results: [{ output: "found", isError: false }],
    });
    expect(gaps(events)).toEqual([1_025]);
  });

  it("that asks for too long goes to the model at once, as a permanent one does", async () => {
    const tools = [
      failing(3_600_000),
      scriptedTool({ name: "read", run: () => ({ output: "no", isError: true }) }),
    ];
    const { host, events } = batchFixture();
    await runBatch(host, callsTo(tools));
    expect(tools.map(({ runs }) => runs.length)).toEqual([1, 1]);
    expect(gaps(events)).toEqual([]);
  });

  it("stops waiting when the run stops", async () => {
    const fixture = batchFixture();
    const ended = runBatch(fixture.host, callsTo([failing(50_000)]));
    await expect.poll(() => gaps(fixture.events)).toHaveLength(1);
    fixture.stop();
    expect(await ended).toEqual({ kind: "stopped" });
  });
});

describe("C38 the limit of tool calls", () => {
  it("counts attempts, and the refused call does not run", async () => {
    const { host, events } = batchFixture({ attempts: 2 });
    const tools = [1, 2, 3].map(() => scriptedTool({ name: "write", access: "write" }));
    expect(await runBatch(host, callsTo(tools))).toEqual({ kind: "exhausted" });
    expect(tools.map(({ runs }) => runs.length)).toEqual([1, 1, 0]);
    expect(story(events)).not.toContain("started call_3");
  });

  it("counts each retry", async () => {
    const { host, events } = batchFixture({ attempts: 2 });
    const tool = scriptedTool({
      name: "read",
      run: () => ({ output: "busy", isError: true, retry: { afterMs: null } }),
    });
    expect(await runBatch(host, callsTo([tool]))).toEqual({ kind: "exhausted" });
    expect(tool.runs).toHaveLength(2);
    expect(story(events)).toEqual(["started call_1", "finished call_1 error"]);
  });
});
