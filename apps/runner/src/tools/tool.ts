import type { FileChange } from "@slipway/files/diff-manifests";
import type { SubjectKind, ToolAccess } from "@slipway/permissions/subject";
import type { ManifestRef } from "@slipway/schemas/files/snapshot-manifest";

/** A tool as the model is told of it. `inputSchema` is a JSON Schema of an object. */
export type ToolDeclaration = {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
};

export type ToolRun = {
  readonly callId: string;
  /** Checked against the tool's schema. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The call is given up: end soon. The caller does not wait for a tool that does not. */
  readonly signal: AbortSignal;
  /** W3C `traceparent` and `tracestate` of the call's span, for whatever the tool calls. */
  readonly traceHeaders: Readonly<Record<string, string>>;
  /** Shows output while the tool works. What is told after its end is dropped. */
  readonly progress: (delta: string) => void;
};

/** What came of a call. A tool that throws has the outcome "error" with its message. */
export type ToolAnswer = {
  /** For the model and for people. */
  readonly output: string;
  readonly isError: boolean;
  /** It ended itself because its time was over, and its output says so. */
  readonly outcome?: "timeout";
  /** The output was longer and says so itself. */
  readonly truncated?: true;
  readonly images?: readonly { readonly mediaType: string; readonly base64: string }[];
  /** The same call may succeed later; left out: it will not. */
  readonly retry?: { readonly afterMs: number | null };
  /** The run is over with this: what `submit_result` was given. */
  readonly result?: { readonly data: unknown };
};

export type Tool = ToolDeclaration & {
  readonly access: ToolAccess;
  /** A call whose outcome is unknown may be made again. */
  readonly idempotent: boolean;
  readonly timeoutMs: number;
  /** What of its input rules look at, for whoever has only the input. */
  readonly subject: SubjectKind;
  /** What a permission rule's `match` is held against: the command, the path. Empty: nothing to match. */
  readonly subjectOf: (input: Readonly<Record<string, unknown>>) => string;
  /** What the path leads to now, in the same spelling, where links are on its way. */
  readonly leadsTo?: (input: Readonly<Record<string, unknown>>) => string | undefined;
  readonly run: (run: ToolRun) => Promise<ToolAnswer>;
};

export type TakenSnapshot = {
  /** What its row holds. */
  readonly kept: ManifestRef;
  /** What is different since the last time, by path. */
  readonly changes: readonly FileChange[];
};

/** Keeps what a workspace holds, so that a fork or another runner can begin with it. */
export type Snapshots = {
  /** Keeps the workspace as it is now, as the checkpoint of this id. */
  take(checkpointId: string): Promise<TakenSnapshot>;
};

/** The tools of one run's hold on its session's workspace. */
export type Toolbox = {
  readonly tools: readonly Tool[];
  /** Ends everything that its tools started. Safe to call twice. */
  close(): Promise<void>;
};
