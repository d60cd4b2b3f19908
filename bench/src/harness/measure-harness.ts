import { createGuardedFetch } from "@slipway/egress/guarded-fetch";
import type { Harness, HarnessEntry, ModelTarget, OpenHarness } from "@slipway/runner/harness/harness";
import { createLlmHarness } from "@slipway/runner/harness/llm/llm-harness";
import { createPiHarness } from "@slipway/runner/harness/pi/pi-harness";
import { median } from "#measure/quantile.ts";

export type MeasureHarness = {
  readonly baseUrl: string;
  /** Measured calls of each kind. */
  readonly calls: number;
  /** Sessions that are held at once. */
  readonly sessions: number;
};

export type HarnessFigures = {
  readonly loadMs: number;
  readonly loadStallMs: number;
  readonly loadMb: number;
  readonly bareMs: number;
  readonly llmMs: number;
  readonly piMs: number;
  /** Processor time of a whole call, of all threads. */
  readonly llmCpuMs: number;
  readonly piCpuMs: number;
  /** The same with a record of a hundred steps, 200,000 characters. */
  readonly bareLateMs: number;
  readonly piLateMs: number;
  readonly sessionsMb: number;
};

const fetch = createGuardedFetch({ privateNetwork: "allow" });
const question = { kind: "message", role: "user", text: "!tokens 20" };
const warmUpCalls = 20;

export async function measureHarness({ baseUrl, calls, sessions }: MeasureHarness): Promise<HarnessFigures> {
  const model = modelAt(baseUrl);
  const llm = createLlmHarness();
  const pi = createPiHarness();
  await firstTokenMs(llm, openWith(model, [question]));
  const load = await measureLoad(pi.warmUp);
  const times: Record<"bare" | "llm" | "pi" | "bareLate" | "piLate", number[]> = {
    bare: [],
    llm: [],
    pi: [],
    bareLate: [],
    piLate: [],
  };
  const late = [...longRecord(100), question];
  const lateMessages = [...longMessages(100), { role: "user", content: question.text }];
  for (let call = -warmUpCalls; call < calls; call += 1) {
    const bare = await bareFirstTokenMs(baseUrl, [{ role: "user", content: question.text }]);
    const plain = await firstTokenMs(llm, openWith(model, [question]));
    const agent = await firstTokenMs(pi, { ...openWith(model, [question]), tools });
    const bareLate = await bareFirstTokenMs(baseUrl, lateMessages);
    const later = await firstTokenMs(pi, { ...openWith(model, late), tools });
    if (call < 0) continue;
    times.bare.push(bare);
    times.llm.push(plain);
    times.pi.push(agent);
    times.bareLate.push(bareLate);
    times.piLate.push(later);
  }
  const sessionsMb = await measureSessions(pi, { ...openWith(model, late), tools }, sessions);
  return {
    ...load,
    bareMs: median(times.bare),
    llmMs: median(times.llm),
    llmCpuMs: await cpuMsOf(calls, () => firstTokenMs(llm, openWith(model, [question]))),
    piCpuMs: await cpuMsOf(calls, () => firstTokenMs(pi, { ...openWith(model, [question]), tools })),
    piMs: median(times.pi),
    bareLateMs: median(times.bareLate),
    piLateMs: median(times.piLate),
    sessionsMb,
  };
}

async function measureLoad(load: () => Promise<unknown>) {
  const before = process.memoryUsage().rss;
  const startedAt = performance.now();
  let [turnedAt, loadStallMs] = [startedAt, 0];
  const turn = () => {
    loadStallMs = Math.max(loadStallMs, performance.now() - turnedAt);
    turnedAt = performance.now();
  };
  const turning = setInterval(turn, 1);
  await load();
  const loadMs = performance.now() - startedAt;
  turn();
  clearInterval(turning);
  return { loadMs, loadStallMs, loadMb: (process.memoryUsage().rss - before) / 2 ** 20 };
}

async function firstTokenMs(harness: Harness, input: OpenHarness): Promise<number> {
  const startedAt = performance.now();
  let firstAt: number | null = null;
  const session = await harness.open(input);
  const end = await session.runTurn({
    signal: new AbortController().signal,
    emit: (event) => {
      if (event.type === "text.delta") firstAt ??= performance.now();
    },
  });
  await session.close();
  if (end.kind !== "answered" || firstAt === null) throw new Error(`A turn ended as ${end.kind}.`);
  return firstAt - startedAt;
}

async function cpuMsOf(calls: number, call: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let made = 0; made < calls; made += 1) await call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / calls;
}

/** The same request without any harness: until the bytes with the first text are there. */
async function bareFirstTokenMs(baseUrl: string, messages: readonly object[]): Promise<number> {
  const startedAt = performance.now();
  let firstAt: number | null = null;
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer bench" },
    body: JSON.stringify({ model: "scripted", stream: true, messages }),
  });
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) {
    if (firstAt === null && /"content":"[^"]/.test(decoder.decode(bytes))) firstAt = performance.now();
  }
  if (firstAt === null) throw new Error("The bare call brought no text.");
  return firstAt - startedAt;
}

/** What sessions hold that have answered once and wait. */
async function measureSessions(harness: Harness, input: OpenHarness, count: number): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const open = await Promise.all(Array.from({ length: count }, () => harness.open(structuredCloneOf(input))));
  const { signal } = new AbortController();
  await Promise.all(open.map((session) => session.runTurn({ signal, emit: () => undefined })));
  globalThis.gc?.();
  const after = process.memoryUsage().rss;
  await Promise.all(open.map((session) => session.close()));
  return (after - before) / 2 ** 20;
}

/** Each run reads its own record from the database: nothing of it is shared. */
function structuredCloneOf(input: OpenHarness): OpenHarness {
  return { ...input, entries: structuredClone(input.entries) };
}

function openWith(model: ModelTarget, entries: readonly HarnessEntry[]): OpenHarness {
  return { model, instructions: "Be brief.", parameters: {}, tools: [], skills: [], fetch, entries };
}

const tools = ["read", "write", "edit", "bash", "grep", "find", "ls"].map((name) => ({
  name,
  description: `The tool ${name}.`,
  inputSchema: { type: "object", properties: { path: { type: "string" } } },
}));

function longRecord(steps: number): HarnessEntry[] {
  return Array.from({ length: steps }, (_, step): HarnessEntry[] => [
    {
      kind: "answer",
      content: [
        { type: "text", text: `Step ${step}.` },
        { type: "toolCall", id: `call_${step}`, name: "read", arguments: { path: `part-${step}.md` } },
      ],
      from: { api: "openai-completions", provider: "bench", model: "scripted" },
    },
    { kind: "tool_result", callId: `call_${step}`, name: "read", output: "x".repeat(2_000), isError: false },
  ]).flat();
}

/** The same record as a provider is sent it. */
function longMessages(steps: number): object[] {
  return Array.from({ length: steps }, (_, step) => {
    const id = `call_${step}`;
    const call = { name: "read", arguments: JSON.stringify({ path: `part-${step}.md` }) };
    return [
      { role: "assistant", content: `Step ${step}.`, tool_calls: [{ id, type: "function", function: call }] },
      { role: "tool", tool_call_id: id, content: "x".repeat(2_000) },
    ];
  }).flat();
}

function modelAt(baseUrl: string): ModelTarget {
  return {
    ref: "bench/scripted",
    provider: "bench",
    modelId: "scripted",
    api: "openai-completions",
    baseUrl,
    apiKey: "bench",
    contextWindow: null,
    maxOutputTokens: null,
    reasoning: false,
    reasoningLevels: [],
    vision: false,
    structuredOutput: false,
    parameters: [],
    cost: null,
  };
}
