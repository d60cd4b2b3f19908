import { createGuardedFetch } from "@slipway/egress/guarded-fetch";
import { type ModelServer, startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { HarnessEntry, OpenHarness } from "#harness/harness.ts";
import { createPiHarness } from "#harness/pi/pi-harness.ts";
import { givenModel } from "#harness/test/given-model.ts";

const harness = createPiHarness();
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());

const { signal } = new AbortController();
const user = (text: string) => ({ kind: "message", role: "user", text });
const said = (text: string) => ({ kind: "message", role: "assistant", text });
const filler = "All is well with the world and its files. ".repeat(10);

/** An answer that calls once, and the result. */
function step(number: number, output = filler, path = `src/part-${number}.ts`): HarnessEntry[] {
  const callId = `call_${number}`;
  return [
    {
      kind: "answer",
      content: [
        { type: "text", text: `Step ${number}.` },
        { type: "toolCall", id: callId, name: "read", arguments: { path } },
      ],
      from: { api: "openai-completions", provider: "test", model: "scripted" },
    },
    { kind: "tool_result", callId, name: "read", output, isError: false },
  ];
}

async function open(entries: readonly HarnessEntry[], wanted: Partial<OpenHarness["model"]> = {}) {
  const session = await harness.open({
    model: givenModel({ baseUrl: `${server.url}/v1`, contextWindow: 8_000, ...wanted }),
    instructions: "",
    parameters: {},
    tools: [{ name: "read", description: "Reads a file.", inputSchema: { type: "object" } }],
    skills: [],
    fetch: createGuardedFetch({ privateNetwork: "allow" }),
    entries,
  });
  onTestFinished(() => session.close());
  return session;
}

const run = (session: Awaited<ReturnType<typeof open>>) => session.runTurn({ signal, emit: () => undefined });
const lastRequest = () => server.requests.at(-1)?.request;
const lastTexts = () => (lastRequest()?.messages ?? []).map((message) => `${message.role}: ${message.text}`);
const isSummaryCall = (request: { messages: readonly { text: string }[] }) =>
  request.messages.at(-1)?.text.endsWith("Write the summary.") ?? false;

/** What the model writes when it is asked for a summary next. */
const summaryIs = (script: string) => server.script(script, isSummaryCall);

const planted = "DEPLOY_TOKEN=sk-live-4f9a8b7c6d5e4f3a2b1c";

describe("a long conversation", () => {
  const long = Array.from({ length: 100 }, (_, number) => [
    user(number === 3 ? `Put it into /srv/data/planted-7f.csv. ${planted}` : `Question ${number}. ${filler}`),
    said(`Answer ${number}. ${filler}`),
  ]).flat();

  it("C33 of 200 messages gets under the limit; the last message stays, a path is there, a secret is not", async () => {
    const session = await open([...long, user("!say Here I am.")]);
    expect(session.contextUsage().tokens).toBeGreaterThan(8_000);
    summaryIs("!say The person asked many things.");
    const end = await session.compact({ signal });
    if (end.kind !== "compacted") throw new Error(end.kind);
    expect(end.tokensAfter).toBeLessThan(4_000);
    expect(end.tokensAfter).toBeLessThan(end.tokensBefore / 2);
    expect(end.usage?.outputTokens).toBeGreaterThan(0);
    expect(JSON.stringify(lastRequest())).not.toContain("sk-live");
    expect(await run(session)).toMatchObject({ kind: "answered", text: "Here I am." });
    const texts = lastTexts();
    expect(texts.at(-1)).toBe("user: !say Here I am.");
    expect(texts[1]).toContain("The person asked many things.");
    expect(texts[1]).toContain("/srv/data/planted-7f.csv");
    expect(texts.join("\n")).not.toContain("sk-live");
    expect(JSON.stringify(lastRequest()).length / 4).toBeLessThan(8_000);
  });

  it("is shortened the same way when its entries are read again, and once more when it has grown", async () => {
    const session = await open([...long, user("Go on.")]);
    summaryIs("!say First summary of /srv/one.txt.");
    const first = await session.compact({ signal });
    const entries = [...long, user("Go on."), ...(first.kind === "compacted" ? first.entries : [])];
    const reopened = await open(JSON.parse(JSON.stringify(entries)));
    expect(reopened.contextUsage()).toEqual(session.contextUsage());
    const grown = await open([...entries, ...long, user("!say Still here.")]);
    summaryIs("!say Second summary.");
    expect((await grown.compact({ signal })).kind).toBe("compacted");
    expect(lastTexts().at(-1)).toContain("First summary of /srv/one.txt.");
    expect((await run(grown)).kind).toBe("answered");
    expect(lastTexts().filter((text) => text.includes("summary"))).toHaveLength(1);
    expect(lastTexts()[1]).toMatch(/Second summary\.[\s\S]*\/srv\/one\.txt/);
  });
});

describe("a long run", () => {
  const task = "Fix every part, and never touch legacy/. !now";
  const steps = Array.from({ length: 40 }, (_, number) => step(number)).flat();

  it("C33 keeps pairs of call and result whole, and the task word by word", async () => {
    const session = await open([user(task), ...steps]);
    summaryIs("!say Some parts are fixed.");
    expect((await session.compact({ signal })).kind).toBe("compacted");
    // The model server refuses a conversation with half a pair.
    expect((await run(session)).kind).toBe("answered");
    expect(lastTexts()[1]).toContain("Some parts are fixed.");
    expect(lastTexts()[1]).toContain(task);
    expect(lastTexts()[1]).toContain("src/part-0.ts");
    expect(lastTexts().some((text) => text.includes("Step 39."))).toBe(true);
    expect(lastTexts().some((text) => text.startsWith("assistant: Step 0."))).toBe(false);
  });

  it("C35 shortens outputs where they alone are too much, without asking the model", async () => {
    const requests = server.requests.length;
    const session = await open([user(task), ...step(1, `first${"x".repeat(90_000)}last`)]);
    const end = await session.compact({ signal });
    expect(end).toMatchObject({ kind: "compacted", usage: null });
    expect(server.requests).toHaveLength(requests);
    expect(session.contextUsage().tokens).toBeLessThan(8_000);
    expect((await run(session)).kind).toBe("answered");
    expect(lastTexts().at(-1)).toMatch(/first[\s\S]*characters left out[\s\S]*last/);
  });

  it("C31 leaves calls that are still to be made to be made", async () => {
    const [answer] = step(99);
    const session = await open([user(task), ...steps, ...(answer ? [answer] : [])]);
    summaryIs("!say Some parts are fixed.");
    await session.compact({ signal });
    expect(session.pendingCalls()).toMatchObject([{ callId: "call_99" }]);
  });
});

describe("a compaction that fails", () => {
  it.each([
    ["!error 500", { kind: "failed", failure: { kind: "overloaded" } }],
    ["!too-long openai", { kind: "failed", failure: { kind: "too_long" } }],
    ["!finish stop", { kind: "failed", failure: { kind: "rejected" } }],
  ])("C33 with %s harms nothing", async (script, expected) => {
    const entries = [user(filler.repeat(200)), said("Yes."), user("!say Going on.")];
    const session = await open(entries, { contextWindow: null });
    const before = session.contextUsage();
    summaryIs(script);
    expect(await session.compact({ signal })).toMatchObject(expected);
    expect(session.contextUsage()).toEqual(before);
    expect((await run(session)).kind).toBe("answered");
    expect(lastTexts().some((text) => text.includes("All is well"))).toBe(true);
  });

  it("ends at once when it is aborted", async () => {
    const session = await open([user(`Left hanging. ${filler.repeat(200)}`), said("Yes."), user("Go on.")]);
    const controller = new AbortController();
    summaryIs("!hang");
    const end = session.compact({ signal: controller.signal });
    const request = await server.nextRequest(
      (entry) => entry.request?.messages.at(-1)?.text.includes("Left hanging.") ?? false,
    );
    controller.abort();
    expect(await end).toEqual({ kind: "aborted", usage: null });
    expect(await request.ended).toBe("client-closed");
  });
});

it.each(["openai", "anthropic", "llama"])(
  "C34 recovers when the provider says %s's words for too long",
  async (words) => {
    const entries = [
      user(filler.repeat(60)),
      said("Yes."),
      user(`!too-long ${words} times 1\n!say Recovered.`),
    ];
    const session = await open(entries, { contextWindow: null });
    expect(await run(session)).toMatchObject({ kind: "failed", failure: { kind: "too_long" } });
    summaryIs("!say All is well.");
    expect((await session.compact({ signal })).kind).toBe("compacted");
    await run(session);
    expect(lastTexts().some((text) => text.includes(filler))).toBe(false);
  },
);

it("C34 goes on with the next short message after one that is too long for anything", async () => {
  const huge = user(filler.repeat(300));
  const alone = await open([huge], { contextWindow: null });
  expect((await alone.compact({ signal })).kind).toBe("nothing_to_compact");
  const session = await open([huge, user("!say Fine.")], { contextWindow: null });
  summaryIs("!say A long text.");
  expect((await session.compact({ signal })).kind).toBe("compacted");
  expect(await run(session)).toMatchObject({ kind: "answered", text: "Fine." });
});

describe("C35 a fresh context", () => {
  const task = `Fix every part in /srv/app/parts, and never touch legacy/. ${planted} !say Going on.`;
  const steps = Array.from({ length: 40 }, (_, number) => step(number, `Part ${number} is read.`)).flat();

  it("holds the task word by word and what is done, and no message of before; the record goes on from there", async () => {
    const entries = [user("First, hello."), said("Hello."), user(task), ...steps];
    const session = await open(entries);
    const before = session.contextUsage().tokens;
    const end = session.startAfresh();
    if (end.kind !== "compacted") throw new Error(end.kind);
    expect(end.tokensAfter).toBeLessThan(before * 0.7);
    await run(session);
    const [, handover = "", ...more] = lastTexts();
    expect(more).toEqual([]);
    expect(handover).toContain("Fix every part in /srv/app/parts, and never touch legacy/.");
    expect(handover).toContain("First, hello.");
    expect(handover).toContain('- read {"path":"src/part-39.ts"}: ok');
    expect(handover).toContain("Step 39.");
    expect(handover).not.toContain("sk-live");
    // What a tool answered is data there, too.
    expect(handover).toContain('<tool_output tool="read">\nPart 39 is read.\n</tool_output>');
    const again = await open(JSON.parse(JSON.stringify([...entries, ...end.entries])));
    expect(again.contextUsage().tokens).toBeLessThan(before);
  });

  it("fits however long the task and the record are", async () => {
    const many = Array.from({ length: 400 }, (_, number) => step(number, filler)).flat();
    const session = await open([user(filler.repeat(200)), ...many]);
    const end = session.startAfresh();
    if (end.kind !== "compacted") throw new Error(end.kind);
    expect(end.tokensAfter).toBeLessThan(3_000);
  });

  it("is none where nothing was done yet, or nothing would be won", async () => {
    expect((await open([user(task)])).startAfresh().kind).toBe("nothing_to_compact");
    const session = await open([user("Hi."), ...step(1, "x")]);
    expect(session.startAfresh().kind).toBe("nothing_to_compact");
  });
});
