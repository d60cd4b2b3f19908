import type { NewHarnessEntry } from "@slipway/db/events/append-events";
import { toMessageEntry } from "@slipway/db/harness/message-entry";
import type { RunRow } from "@slipway/db/runs/run-row";
import type { NewEvent } from "@slipway/schemas/events/event";
import type { ResumePoint } from "#run/plan-resume.ts";

/**
 * What one attempt of a run writes before anything else of it: together with its first turn, or else with its end. Written
 * apart from it, a crash in between would make the model see a message twice or lose what a cut turn had shown.
 */
export type Opening = {
  readonly events: readonly NewEvent[];
  readonly entries: readonly NewHarnessEntry[];
};

export const noOpening: Opening = { events: [], entries: [] };

/**
 * The messages of a run that begins, unless it goes on from a step after them; what closes a turn that was cut, and the
 * part of it that was shown.
 */
export function toOpening(
  { input, continues }: Pick<RunRow, "input" | "continues">,
  resume: ResumePoint,
): Opening {
  const { events } = resume;
  if (resume.kind === "continue") return { events, entries: shown(resume.shown) };
  return { events, entries: continues === null ? told(saidIn(input)) : [] };
}

type Said = readonly { readonly role: "user" | "assistant"; readonly content: string }[];

/** What a run's input says. A completion's says nothing by itself. */
function saidIn({ messages, message }: RunRow["input"]): Said {
  return messages ?? (message === undefined ? [] : [{ role: "user", content: message }]);
}

/** Messages as the model is told of them. */
export function told(said: Said): NewHarnessEntry[] {
  return said.map(({ role, content }) => toMessageEntry({ role, text: content }));
}

function shown(text: string): NewHarnessEntry[] {
  return text === "" ? [] : [toMessageEntry({ role: "assistant", text, partial: true })];
}
