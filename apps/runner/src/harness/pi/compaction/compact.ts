import type { AssistantMessage, SystemMessage } from "@earendil-works/pi-ai";
import { normalizeContext } from "@earendil-works/pi-ai/utils/transcript";
import type { CompactionEnd, OpenHarness } from "#harness/harness.ts";
import type { CallModel } from "#harness/model-call/call-model.ts";
import { findFailure } from "#harness/model-call/find-failure.ts";
import { toTokenUsage } from "#harness/model-call/to-token-usage.ts";
import { openWire } from "#harness/model-call/wire.ts";
import { type CompactionPlan, planCompaction } from "#harness/pi/compaction/plan-compaction.ts";
import {
  composeSummary,
  summaryInstructions,
  writeSummaryRequest,
} from "#harness/pi/compaction/write-summary.ts";
import { charactersPerToken, countContext } from "#harness/pi/context-usage.ts";
import { placeMessages } from "#harness/pi/place-messages.ts";
import type { PiRecord } from "#harness/pi/record.ts";
import type { CompactionEntry } from "#harness/pi/stored-entry.ts";

type Compact = Pick<OpenHarness, "model" | "fetch"> & {
  readonly callModel: CallModel;
  readonly record: PiRecord;
  readonly system: SystemMessage | null;
  readonly signal: AbortSignal;
};

/** Lets the model write a summary of the older part of the record. A failure leaves the record as it was. */
export async function compact(input: Compact): Promise<CompactionEnd> {
  const { model, record, system, signal } = input;
  if (signal.aborted) return { kind: "aborted", usage: null };
  const placed = placeMessages(record.entries, model);
  const tokensBefore = countContext({ entries: record.entries, placed, system });
  const roomTokens = Math.min(model.contextWindow ?? tokensBefore, tokensBefore);
  const plan = planCompaction(placed, roomTokens);
  if (!plan) return { kind: "nothing_to_compact", usage: null };
  const earlier = placed.compaction?.summary ?? null;
  const summarised = await summarise(input, { plan, earlier, roomTokens });
  if (summarised.kind !== "summarised") return summarised;
  const { usage, summary } = summarised;
  const { keptFrom, outputLimit } = plan;
  const entry: CompactionEntry = { kind: "compaction", keptFrom, summary, outputLimit };
  record.add([entry]);
  const shortened = placeMessages(record.entries, model);
  const tokensAfter = countContext({ entries: record.entries, placed: shortened, system });
  return { kind: "compacted", entries: [entry], tokensBefore, tokensAfter, usage };
}

type Summarise = {
  readonly plan: CompactionPlan;
  readonly earlier: string | null;
  readonly roomTokens: number;
};

type Summarised =
  | {
      readonly kind: "summarised";
      readonly summary: string | null;
      readonly usage: CompactionEnd["usage"];
    }
  | Extract<CompactionEnd, { kind: "failed" | "aborted" }>;

async function summarise(input: Compact, { plan, earlier, roomTokens }: Summarise): Promise<Summarised> {
  if (plan.cut.length === 0) return { kind: "summarised", summary: earlier, usage: null };
  const { model, signal } = input;
  const wire = openWire({ fetch: input.fetch, model, now: Date.now });
  // Half of the room for the record: outputs are cut to their beginning in it, and the summary needs some too.
  const mostCharacters = Math.max(smallestRecord, Math.floor(roomTokens / 2) * charactersPerToken);
  const content = writeSummaryRequest({ cut: plan.cut, earlier, mostCharacters });
  const context = normalizeContext({
    systemPrompt: summaryInstructions,
    messages: [{ role: "user", content, timestamp: 0 }],
  });
  const parameters = { maxOutputTokens: longestSummary(roomTokens, model.maxOutputTokens) };
  const message = await input.callModel({ model, parameters, context, output: null, wire, signal }).result();
  const usage = toTokenUsage(message.usage);
  if (signal.aborted) return { kind: "aborted", usage };
  const text = textOf(message);
  const failure = findFailure({ model, message, outcome: wire.outcome(), text });
  if (failure) return { kind: "failed", failure, usage };
  if (text.trim() === "") return { kind: "failed", failure: emptySummary, usage };
  return { kind: "summarised", summary: composeSummary(text, { ...plan, earlier }), usage };
}

const smallestRecord = 2_000;

function longestSummary(roomTokens: number, mostTokens: number | null): number {
  const wanted = Math.min(4_000, Math.max(500, Math.floor(roomTokens / 8)));
  return Math.min(wanted, mostTokens ?? wanted);
}

const emptySummary = {
  kind: "rejected",
  message: "The model wrote no summary of the conversation.",
  status: null,
  retryAfterMs: null,
} as const;

function textOf({ content }: AssistantMessage): string {
  return content.map((block) => (block.type === "text" ? block.text : "")).join("");
}
