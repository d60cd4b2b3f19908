import type { NewHarnessEntry } from "@slipway/db/events/append-events";
import type { EventRecord } from "@slipway/db/events/event-record";
import type { NewEvent } from "@slipway/schemas/events/event";
import type { CheckpointDraft } from "#events/pending-append.ts";

/** One run's pen: what is appended here is stored in order, in groups, together with other runs' events. */
export type RunLog = {
  /**
   * Adds what a turn begins with. It may wait a moment for what the model says, so that both are stored together. The first
   * of an attempt also makes the run running: nothing of it is stored or shown before.
   */
  begin(...events: readonly NewEvent[]): void;
  /** Adds events; they are stored soon. After the run was fenced they are dropped: another owns its log. */
  append(...events: readonly NewEvent[]): void;
  /** Adds harness entries, stored in the transaction of the events that were appended with them. */
  keep(...entries: readonly NewHarnessEntry[]): void;
  /** Adds `checkpoint.saved` with its row, for everything before it; `checkpoint.failed` where the row cannot be stored. */
  saveCheckpoint(checkpoint: CheckpointDraft): void;
  /** Lets what was appended wait for what comes next, which is the run's end most of the time: they are stored together. */
  hold(): void;
  /** Resolves when all that was appended is stored. */
  flush(): Promise<"stored" | "fenced">;
  /**
   * Waits for what is on its way, then hands over the rest unstored and closes: the run's end stores it itself, and what is
   * appended afterwards is dropped. A checkpoint that still waits is stored before.
   */
  take(): Promise<TakenLog>;
  /** Takes back what was handed over, because the run did not end: it goes on, and its log with it. */
  takeBack(): void;
};

export type TakenLog = {
  readonly events: readonly EventRecord[];
  readonly entries: readonly NewHarnessEntry[];
  /** The log's last number, if nobody else has written into it; null: not known. */
  readonly lastSeq: number | null;
  /** What stands in the log up to there, and no web was told. */
  readonly untold: readonly EventRecord[];
};
