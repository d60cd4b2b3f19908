import type { Harness, HarnessEntry, HarnessSession, ModelTarget, OpenHarness } from "#harness/harness.ts";
import type { RunDeps } from "#run/run-deps.ts";
import type { RunScope } from "#run/run-scope.ts";
import { withTraceHeaders } from "#telemetry/with-trace-headers.ts";

/** A run's models, the configured one first, and which of them is asked now. */
export type ModelLine = {
  /** Under which its entries are stored. */
  readonly harness: Harness["name"];
  readonly current: ModelTarget;
  /** Those that come after the current one. */
  readonly rest: readonly ModelTarget[];
  /** Goes to a model further down. There is no way back within one attempt of a run. */
  goTo(model: ModelTarget): Promise<void>;
  /** A conversation with the current model. */
  session(): Promise<HarnessSession>;
  /** What a turn has added to the conversation, for the models that come after. */
  add(entries: readonly HarnessEntry[]): void;
};

type OpenModelLine = {
  readonly models: readonly [ModelTarget, ...ModelTarget[]];
  readonly harness: Harness;
  readonly conversation: Pick<
    OpenHarness,
    "instructions" | "outputSchema" | "input" | "parameters" | "tools" | "skills"
  >;
  readonly entries: readonly HarnessEntry[];
};

export function openModelLine(deps: RunDeps, scope: RunScope, input: OpenModelLine): ModelLine {
  const entries = [...input.entries];
  let [current] = input.models;
  let session: HarnessSession | null = null;
  const close = async () => {
    const last = session;
    session = null;
    await last?.close();
  };
  scope.closers.push(close);
  return {
    harness: input.harness.name,
    get current() {
      return current;
    },
    get rest() {
      return input.models.slice(input.models.indexOf(current) + 1);
    },
    goTo: async (model) => {
      await close();
      current = model;
    },
    session: async () => {
      session ??= await input.harness.open({
        ...input.conversation,
        model: current,
        entries: [...entries],
        fetch: withTraceHeaders(deps.fetch, scope.trace),
        readPicture: deps.pictures.read,
      });
      return session;
    },
    add: (more) => {
      entries.push(...more);
    },
  };
}
