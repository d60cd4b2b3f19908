import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import { createAssistantMessageEventStream } from "@earendil-works/pi-ai/utils/event-stream";
import { normalizeContext } from "@earendil-works/pi-ai/utils/transcript";
import type { AgentSessionEvent } from "@earendil-works/pi-coding-agent";
import { expect, it, onTestFinished } from "vitest";
import { callOpenAiCompletions as callModel } from "#harness/model-call/openai-completions.ts";
import { openWire } from "#harness/model-call/wire.ts";
import { type AskModel, createInertRuntime, openAgentSessions } from "#harness/pi/agent-session.ts";
import { createPiHarness } from "#harness/pi/pi-harness.ts";
import { placeMessages } from "#harness/pi/place-messages.ts";
import { writePrompt } from "#harness/pi/prompt.ts";
import type { StoredEntry } from "#harness/pi/stored-entry.ts";
import { toFileEntries } from "#harness/pi/to-file-entries.ts";
import { givenModel } from "#harness/test/given-model.ts";

/** What of Pi the adapter relies on and its types do not promise: an upgrade that changes it fails here. */

const model = givenModel();
const tools = [{ name: "bash", description: "Runs.", inputSchema: { type: "object" } }];

/** An endpoint without a network. */
function answering(...deltas: readonly object[]): typeof fetch {
  const chunks = [...deltas.map((delta) => ({ delta })), { delta: {}, finish_reason: "stop" }];
  const data = chunks.map((chunk) => `data: ${JSON.stringify({ choices: [{ index: 0, ...chunk }] })}\n\n`);
  const headers = { "content-type": "text/event-stream" };
  return () => Promise.resolve(new Response(`${data.join("")}data: [DONE]\n\n`, { headers }));
}

const calls = [0, 1].map((index) => ({
  tool_calls: [{ index, id: `c${index}`, type: "function", function: { name: "bash", arguments: "{}" } }],
}));

async function openSession(entries: readonly StoredEntry[], fetch = answering({ content: "Hi" })) {
  const prompt = writePrompt({ instructions: "Be brief.", skills: [], tools });
  const sessions = await openAgentSessions({ runtime: await createInertRuntime(), model, prompt, tools });
  const asked: Parameters<AskModel>[1][] = [];
  const ask: AskModel = (_, context, options) => {
    asked.push(context);
    const wire = openWire({ fetch, model, now: Date.now });
    const signal = options?.signal ?? new AbortController().signal;
    return callModel({ model, parameters: {}, context, output: null, wire, signal });
  };
  const placed = placeMessages(entries, model);
  const conversation = { sessionId: "contract", cwd: "/workspace", system: sessions.system, placed };
  const session = await sessions.open(toFileEntries(conversation), ask);
  onTestFinished(() => session.dispose());
  return { session, asked, system: sessions.system };
}

const go: StoredEntry = { kind: "message", role: "user", text: "Go" };

it("Pi ends a turn with calls after one model call, and runs none of them", async () => {
  const { session, asked } = await openSession([go], answering({ content: "Yes." }, ...calls));
  const events: AgentSessionEvent[] = [];
  session.subscribe((event) => void events.push(event));
  await session.agent.continue();
  expect(asked).toHaveLength(1);
  const order = events.map((event) => event.type).filter((type, index, all) => type !== all[index - 1]);
  expect(order).toEqual([
    "agent_start",
    "turn_start",
    "message_start",
    "message_update",
    "message_end",
    "tool_execution_start",
    "tool_execution_end",
    "tool_execution_start",
    "tool_execution_end",
    "message_start",
    "message_end",
    "message_start",
    "message_end",
    "turn_end",
    "agent_end",
  ]);
  const ends = events.filter((event) => event.type === "tool_execution_end");
  expect(ends.map((event) => event.result.content[0].text)).toEqual(Array(2).fill("Slipway runs the tools."));
});

it("Pi takes an answer that comes whole, without its pieces", async () => {
  const { session } = await openSession([go], answering({ content: "Yes." }));
  const ask = session.agent.streamFunction;
  session.agent.streamFunction = async (...given) => {
    const whole = createAssistantMessageEventStream();
    const last = await (await ask(...given)).result();
    whole.push({ type: "done", reason: "stop", message: last });
    return whole;
  };
  const told: AgentSessionEvent[] = [];
  session.subscribe((event) => void told.push(event));
  await session.agent.continue();
  const ends = told.flatMap((event) => (event.type === "message_end" ? [event.message] : []));
  expect(ends).toMatchObject([{ role: "assistant", content: [{ type: "text", text: "Yes." }] }]);
});

it("Pi's streams tell text, reasoning and calls in pieces", async () => {
  const wire = openWire({
    fetch: answering({ reasoning_content: "Hm." }, { content: "Yes." }, ...calls),
    model,
    now: Date.now,
  });
  const { signal } = new AbortController();
  const context = normalizeContext({ messages: [{ role: "user", content: "Go", timestamp: 0 }] });
  const types = new Set<string>();
  for await (const event of callModel({ model, parameters: {}, context, output: null, wire, signal }))
    types.add(event.type);
  expect([...types]).toEqual([
    "start",
    "thinking_start",
    "thinking_delta",
    "text_start",
    "text_delta",
    "toolcall_start",
    "toolcall_delta",
    "thinking_end",
    "text_end",
    "toolcall_end",
    "done",
  ]);
});

it("Pi takes our system message for its own: it adds none, and declares no tool again", async () => {
  const { session, asked, system } = await openSession([go]);
  await session.agent.continue();
  expect(asked[0]?.messages).toMatchObject([{ role: "system" }, { role: "user", content: "Go" }]);
  expect(asked[0]?.messages[0]).toEqual(system);
  expect(system?.toolsAdded?.map((tool) => tool.name)).toEqual(["bash"]);
});

it("Pi puts the summary of a compaction first, then what was kept and what came after", async () => {
  const compaction: StoredEntry = { kind: "compaction", keptFrom: 1, summary: "Before.", outputLimit: null };
  const more = (text: string): StoredEntry => ({ kind: "message", role: "user", text });
  const { session, asked } = await openSession([go, more("Kept"), compaction, more("After")]);
  await session.agent.continue();
  expect(asked[0]?.messages).toMatchObject([
    { role: "system" },
    { role: "user", content: [{ text: expect.stringContaining("<summary>\nBefore.\n</summary>") }] },
    { role: "user", content: "Kept" },
    { role: "user", content: "After" },
  ]);
});

it("Pi neither reads nor writes a file, and calls nobody", async () => {
  const harness = createPiHarness();
  await harness.warmUp();
  const session = await harness.open({
    model: { ...model, contextWindow: 1_000 },
    instructions: "Be brief.",
    parameters: {},
    tools,
    skills: [{ name: "voice", content: "Short." }],
    fetch: answering({ content: "Yes." }, ...calls),
    entries: [{ ...go, text: "word ".repeat(2_000) }, go],
  });
  const touched = watchHost();
  const { signal } = new AbortController();
  const turn = { signal, emit: () => undefined };
  expect((await session.runTurn(turn)).kind).toBe("tool_calls");
  expect((await session.compact({ signal })).kind).toBe("compacted");
  expect((await session.runTurn(turn)).kind).toBe("tool_calls");
  await session.close();
  expect(touched()).toEqual([]);
});

/** Records every call of the file system's functions and every connection, until it is asked. */
function watchHost(): () => readonly string[] {
  const touched: string[] = [];
  const restore: (() => void)[] = [];
  for (const [api, of] of [
    [fs, "fs"],
    [fs.promises, "fs.promises"],
    [net.Socket.prototype, "socket"],
  ] as const) {
    const names = of === "socket" ? ["connect"] : Object.keys(api);
    for (const name of names) {
      const original: unknown = Reflect.get(api, name);
      if (typeof original !== "function" || /^[A-Z]/.test(name)) continue;
      const watched = function (this: unknown, ...given: unknown[]) {
        touched.push(`${of}.${name} ${String(given[0])}`);
        return Reflect.apply(original, this, given);
      };
      Reflect.set(api, name, Object.assign(watched, original));
      restore.push(() => void Reflect.set(api, name, original));
    }
  }
  syncBuiltinESMExports();
  const end = () => {
    for (const undo of restore.splice(0)) undo();
    syncBuiltinESMExports();
  };
  onTestFinished(end);
  return () => {
    end();
    return touched;
  };
}
