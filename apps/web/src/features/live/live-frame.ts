import { parseEvent, type SlipwayEvent } from "@slipway/schemas/events/event";
import { ProjectRun } from "@slipway/schemas/public-api/admin-runs";
import { Run } from "@slipway/schemas/runs/run";
import { z } from "zod";

/** One thing that happened: an entry of a session's log, or a row of the run history as it is now. */
export type LiveFrame =
  | { readonly kind: "event"; readonly event: SlipwayEvent }
  | { readonly kind: "run"; readonly run: Run }
  /** The same of any project, where those of all are wanted. */
  | { readonly kind: "project-run"; readonly run: ProjectRun }
  /** Rows may have changed unseen: what list is shown has to be read again. */
  | { readonly kind: "runs-gap" | "all-runs-gap" }
  /** What waits for a person is not what it was. */
  | { readonly kind: "approvals-changed" }
  /** Of a session, its queue or its files have changed without a word in its log. */
  | { readonly kind: "queue-changed" | "files-changed"; readonly sessionId: string };

const Signal = z.object({ sessionId: z.string() });

/** Reads a server-sent event. Null: nothing that this release knows. */
export function parseLiveFrame(name: string | undefined, data: string): LiveFrame | null {
  if (name === "runs.changed") return { kind: "runs-gap" };
  if (name === "all-runs.changed") return { kind: "all-runs-gap" };
  if (name === "approvals.changed") return { kind: "approvals-changed" };
  const value = parseJson(data);
  if (name === "run") {
    const run = Run.safeParse(value);
    return run.success ? { kind: "run", run: run.data } : null;
  }
  if (name === "project.run") {
    const run = ProjectRun.safeParse(value);
    return run.success ? { kind: "project-run", run: run.data } : null;
  }
  if (name === "queue.changed" || name === "files.changed") {
    const signal = Signal.safeParse(value);
    const kind = name === "queue.changed" ? "queue-changed" : "files-changed";
    return signal.success ? { kind, ...signal.data } : null;
  }
  const event = parseEvent(value);
  return event ? { kind: "event", event } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
