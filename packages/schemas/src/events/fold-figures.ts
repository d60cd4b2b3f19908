import { z } from "zod";
import type { EventOf, SlipwayEvent } from "#events/event.ts";
import { idOf } from "#ids.ts";

const Count = z.int().min(0);

/** How full the model is, and what the newest run has used so far. */
export const SessionFigures = z
  .object({
    context: z
      .object({ model: z.string(), tokens: Count })
      .nullable()
      .meta({ description: "What the model was last sent and answered. null: nothing was counted yet." }),
    spent: z
      .object({
        runId: idOf("run"),
        turns: Count,
        toolCalls: Count,
        tokens: Count,
        costUsd: z.number().nullable().meta({ description: "null: the model's price is unknown." }),
      })
      .nullable(),
  })
  .meta({ id: "SessionFigures" });
export type SessionFigures = z.infer<typeof SessionFigures>;

type Spent = NonNullable<SessionFigures["spent"]>;

export const noFigures: SessionFigures = { context: null, spent: null };

/** Adds one event of the session's log. Treat the figures as a value. */
export function foldFigures(figures: SessionFigures, event: SlipwayEvent): SessionFigures {
  switch (event.type) {
    case "run.started":
      return event.runId === null || figures.spent?.runId === event.runId
        ? figures
        : { ...figures, spent: { ...nothing, runId: event.runId } };
    case "turn.finished":
      return { context: contextAfter(figures, event), spent: spentAfter(figures.spent, event) };
    case "tool.started":
      return change(figures, event, (spent) => ({ ...spent, toolCalls: spent.toolCalls + 1 }));
    case "context.compacted":
      return figures.context && event.tokensAfter !== null
        ? { ...figures, context: { ...figures.context, tokens: event.tokensAfter } }
        : figures;
    case "run.finished": {
      // The row is the truth: it also counts what no event told.
      const { usage, costUsd } = event.run;
      const { turns, toolCalls, inputTokens, outputTokens } = usage;
      return change(figures, event, (spent) => ({
        ...spent,
        turns,
        toolCalls,
        tokens: inputTokens + outputTokens,
        costUsd,
      }));
    }
    default:
      return figures;
  }
}

const nothing = { turns: 0, toolCalls: 0, tokens: 0, costUsd: 0 };

function contextAfter({ context }: SessionFigures, { model, usage }: EventOf<"turn.finished">) {
  const tokens = usage.inputTokens + usage.outputTokens;
  // A turn that was cut before its provider counted says nothing.
  return tokens > 0 ? { model, tokens } : context;
}

function spentAfter(spent: Spent | null, event: EventOf<"turn.finished">): Spent | null {
  if (spent?.runId !== event.runId) return spent;
  return {
    ...spent,
    turns: spent.turns + 1,
    tokens: spent.tokens + event.usage.inputTokens + event.usage.outputTokens,
    costUsd: spent.costUsd === null || event.costUsd === null ? null : spent.costUsd + event.costUsd,
  };
}

function change(figures: SessionFigures, event: SlipwayEvent, by: (spent: Spent) => Spent): SessionFigures {
  return figures.spent && figures.spent.runId === event.runId
    ? { ...figures, spent: by(figures.spent) }
    : figures;
}
