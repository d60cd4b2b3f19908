import type { Call, CallResult } from "#load/load-plan.ts";

/** What an answer has shown so far. Mutable, because it is touched by every token of hundreds of streams. */
export type Reading = {
  firstTextMs: number | null;
  lastTextMs: number | null;
  readonly firstOf: Record<string, number>;
  readonly texts: string[];
  run: CallResult["run"];
};

export type FrameReader = {
  /** Takes what arrived at a time, in milliseconds since the call was made. */
  take(chunk: string, atMs: number): void;
  /** The answer is complete. */
  end(): void;
  readonly reading: Reading;
};

/** Reads as little as the figures need: the client shares the machine with what it measures. */
export function createFrameReader(wire: Call["wire"]): FrameReader {
  const reading: Reading = { firstTextMs: null, lastTextMs: null, firstOf: {}, texts: [], run: null };
  const readFrame = wire === "slipway" ? readSlipwayFrame : readOpenAiFrame;
  let rest = "";
  return {
    reading,
    take: (chunk, atMs) => {
      rest += chunk;
      if (wire === "json") return;
      let from = 0;
      for (let to = rest.indexOf("\n\n"); to !== -1; to = rest.indexOf("\n\n", from)) {
        readFrame(rest.slice(from, to), atMs, reading);
        from = to + 2;
      }
      rest = rest.slice(from);
    },
    end: () => {
      if (wire !== "json") return;
      const answer: { status?: string; stopReason?: string; output?: { text?: string } } = JSON.parse(rest);
      reading.run = { status: answer.status ?? "", stopReason: answer.stopReason ?? null };
      reading.texts.push(answer.output?.text ?? "");
    },
  };
}

function readSlipwayFrame(frame: string, atMs: number, reading: Reading): void {
  const type = /^event: (.*)$/m.exec(frame)?.[1];
  if (type === undefined) return;
  reading.firstOf[type] ??= atMs;
  if (type === "text.delta") {
    noteText(reading, atMs);
    const { delta }: { delta: string } = JSON.parse(dataOf(frame));
    reading.texts.push(delta);
  }
  if (type === "run.finished") {
    const { run }: { run: NonNullable<CallResult["run"]> } = JSON.parse(dataOf(frame));
    reading.run = { status: run.status, stopReason: run.stopReason };
  }
}

function readOpenAiFrame(frame: string, atMs: number, reading: Reading): void {
  const data = dataOf(frame);
  if (!data.startsWith("{")) return;
  const chunk: { choices: { delta?: { content?: string | null } }[] } = JSON.parse(data);
  const content = chunk.choices[0]?.delta?.content;
  if (!content) return;
  noteText(reading, atMs);
  reading.texts.push(content);
}

function noteText(reading: Reading, atMs: number): void {
  reading.firstTextMs ??= atMs;
  reading.lastTextMs = atMs;
}

function dataOf(frame: string): string {
  return frame.slice(frame.indexOf("data: ") + "data: ".length);
}
