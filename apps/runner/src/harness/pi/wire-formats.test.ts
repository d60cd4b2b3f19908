import { createGuardedFetch } from "@slipway/egress/guarded-fetch";
import { type ModelServer, startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { HarnessEntry, HarnessEvent, HarnessSession, NeutralEntry } from "#harness/harness.ts";
import { createPiHarness } from "#harness/pi/pi-harness.ts";
import { modelOn, type WireFormat, wireFormats } from "#harness/test/wire-formats.ts";

/** What an agent needs of every wire format besides the port's promises: reasoning between calls, and odd histories. */

const harness = createPiHarness();
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());

const user = (text: string): NeutralEntry => ({ kind: "message", role: "user", text });
const result = (callId: string, output: string): NeutralEntry => {
  return { kind: "tool_result", callId, name: "bash", output, isError: false };
};
const inputSchema = {
  type: "object",
  properties: { command: { $ref: "#/$defs/command" } },
  required: ["command"],
  $defs: { command: { type: "string", maxLength: 200 } },
};
const tools = [{ name: "bash", description: "Runs a command.", inputSchema }];

async function open(format: WireFormat, entries: readonly HarnessEntry[], vision = false) {
  const session = await harness.open({
    model: modelOn(server, format, { reasoning: true, vision }),
    instructions: "Be brief.",
    parameters: { reasoning: "low" },
    tools,
    skills: [],
    fetch: createGuardedFetch({ privateNetwork: "allow" }),
    entries,
  });
  onTestFinished(() => session.close());
  return session;
}

async function run(session: HarnessSession) {
  const events: HarnessEvent[] = [];
  const { signal } = new AbortController();
  const end = await session.runTurn({ signal, emit: (event) => void events.push(event) });
  return { events, end, calls: end.kind === "tool_calls" ? end.calls : [] };
}

const stored = (entries: readonly HarnessEntry[]): HarnessEntry[] => JSON.parse(JSON.stringify(entries));
const lastBody = () => JSON.stringify(server.requests.at(-1)?.body);

describe.each(wireFormats)("$title", (format) => {
  it("C31 carries reasoning from call to call, also into another process", async () => {
    const prompt = [
      '!think First I look\n!tool bash {"command":"ls"}\n!tool bash {"command":"pwd"}',
      '!think Now I read\n!say I read.\n!tool bash {"command":"cat a.md"}',
      "!think That is it\n!say Done.",
    ].join("\n!then\n");
    const entries: HarnessEntry[] = [user(prompt)];
    for (let turn = 0; turn < 2; turn += 1) {
      const { end, events, calls } = await run(await open(format, stored(entries)));
      expect(events.some((event) => event.type === "reasoning.delta")).toBe(true);
      expect(calls).toHaveLength(2 - turn);
      entries.push(...end.entries, ...calls.map((call) => result(call.callId, "ok")));
    }
    // The server refuses a request in which reasoning is not as it was given, or is missing where it must be.
    const last = await run(await open(format, stored(entries)));
    expect(last.end).toMatchObject({ kind: "answered", text: "Done." });
    const more = [...entries, ...last.end.entries, user("!say Bye.")];
    const later = await run(await open(format, stored(more)));
    expect(later.end).toMatchObject({ kind: "answered", text: "Bye." });
    if (format.api !== "google-generative-ai") expect(lastBody()).toContain("Now I read");
  });

  it("goes on with calls that another model has made, whatever their ids", async () => {
    const from = { api: "openai-completions", provider: "other", model: "m" };
    const call = (id: string) => {
      return { type: "toolCall", id, name: "bash", arguments: { command: id }, thoughtSignature: "other" };
    };
    const content = [
      { type: "thinking", thinking: "Private.", thinkingSignature: "other" },
      call("functions.bash:0"),
      call("functions.bash:1"),
    ];
    const results = [result("functions.bash:0", "one"), result("functions.bash:1", "two")];
    const { end } = await run(
      await open(format, [user("Go"), { kind: "answer", content, from }, ...results]),
    );
    expect(end).toMatchObject({ kind: "answered", text: expect.stringContaining("two") });
    expect(lastBody()).not.toMatch(/Private|"other"/);
  });

  it("declares a tool's whole schema", async () => {
    await run(await open(format, [user("Hello")]));
    expect(lastBody()).toContain(JSON.stringify(inputSchema.$defs));
  });

  it("shows a picture of a tool to a model that sees, and tells another one of it", async () => {
    const prompt = '!tool bash {"command":"shot"}\n!then\n!say Seen.';
    const { end, calls } = await run(await open(format, [user(prompt)]));
    const base64 = Buffer.from("not really a picture").toString("base64");
    const images = [{ mediaType: "image/png", base64 }];
    const shown = { ...result(calls[0]?.callId ?? "", "Here it is."), images };
    const entries = stored([user(prompt), ...end.entries, shown]);
    expect((await run(await open(format, entries, true))).end).toMatchObject({ text: "Seen." });
    expect(lastBody()).toContain(base64);
    expect((await run(await open(format, entries))).end).toMatchObject({ text: "Seen." });
    expect(lastBody()).not.toContain(base64);
  });

  it("keeps what could be read of a call's arguments, or asks again where there is no such call", async () => {
    const { end, calls } = await run(await open(format, [user('!broken-tool bash {"command": "ls')]));
    if (format.api === "google-generative-ai") {
      expect(end).toMatchObject({ kind: "failed", failure: { kind: "cut" } });
    } else {
      expect(calls).toMatchObject([{ input: { command: "ls" } }]);
      expect(calls[0]?.unreadable).toMatch(/not JSON/);
    }
  });
});
