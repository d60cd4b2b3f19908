import type { NewEvent, SlipwayEvent } from "@slipway/schemas/events/event";
import { expect, it } from "vitest";
import { tellFailure } from "./failure-story.ts";
import { textsOfBar } from "./texts-of-bar.ts";

const log = (events: readonly NewEvent[]): SlipwayEvent[] =>
  events.map((event, at) => ({
    ...event,
    seq: at + 1,
    sessionId: "ses_1",
    runId: "run_1",
    at: "2026-11-21T09:00:00.000Z",
  }));
const started = (callId: string, command: string): NewEvent => ({
  type: "tool.started",
  callId,
  name: "bash",
  input: { command },
});
const finished = (callId: string, outcome: "ok" | "timeout"): NewEvent => ({
  type: "tool.finished",
  callId,
  name: "bash",
  output: `output of ${callId}`,
  isError: outcome !== "ok",
  outcome,
  durationMs: 1,
});

it("C61 tells which tools led to a failure, in order, and how each ended", () => {
  const events = log([
    started("call_1", "ls"),
    finished("call_1", "ok"),
    started("call_2", "sleep 9"),
    started("call_3", "make"),
    finished("call_2", "timeout"),
  ]);
  expect(tellFailure(events)).toEqual({
    said: [],
    tools: [
      { callId: "call_1", name: "bash", argument: "ls", problem: null },
      { callId: "call_2", name: "bash", argument: "sleep 9", problem: "Timed out" },
      { callId: "call_3", name: "bash", argument: "make", problem: "Not finished" },
    ],
  });
});

it("C61 keeps only the last of a long chain", () => {
  const events = log(Array.from({ length: 30 }, (_, at) => started(`call_${at}`, `step ${at}`)));
  const { tools } = tellFailure(events);
  expect([tools.length, tools.at(-1)?.argument]).toEqual([8, "step 29"]);
});

it("shows behind a tool's bar what went in and what came out of that call alone", () => {
  const events = log([started("call_1", "ls"), started("call_2", "make"), finished("call_2", "ok")]);
  expect(textsOfBar({ key: "call_2" }, events)).toEqual([
    { label: "Input", text: '{\n  "command": "make"\n}' },
    { label: "Output", text: "output of call_2" },
  ]);
});
