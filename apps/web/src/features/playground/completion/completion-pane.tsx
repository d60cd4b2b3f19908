"use client";
import { Run } from "@slipway/schemas/runs/run";
import { Play } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { activeRun, lastRun, StatusLine } from "#features/conversation/index.ts";
import { useSession } from "#features/live/index.ts";
import { api } from "#lib/api-client.ts";
import { Button } from "#ui/button.tsx";
import { Kbd } from "#ui/kbd.tsx";
import { CheckNote } from "../check-note.tsx";
import type { usePlayground } from "../use-playground.ts";
import { ValuesForm } from "../values/values-form.tsx";
import { CompletionResult } from "./completion-result.tsx";
import { EarlierResults } from "./earlier-results.tsx";
import { useCompletion } from "./use-completion.ts";

type CompletionPaneProps = {
  readonly playground: ReturnType<typeof usePlayground>;
  /** What a new app is called until it is named. */
  readonly name: string;
  /** Why nothing can be run now. */
  readonly blocked: string | undefined;
};

/** A prompt's values, the button that runs it, and what came of it: now and before. */
export function CompletionPane({ playground, name, blocked }: CompletionPaneProps) {
  const { app, store, sessionId, filling, check } = playground;
  const { variables, values, setValue } = filling;
  const completion = useCompletion(playground, name);
  const working = useSession(store, activeRun);
  const runs = useSession(store, (view) => view.runs);
  const shown = working ?? lastRun(runs.values());
  const [stoppingRunId, setStoppingRunId] = useState<string | null>(null);

  async function stop(runId: string) {
    setStoppingRunId(runId);
    try {
      store.putRun(await api.post(`/runs/${runId}/cancel`, { schema: Run }));
    } catch (error) {
      setStoppingRunId(null);
      const description = error instanceof Error ? error.message : "Try again in a moment.";
      toast.error("The run could not be stopped", { description });
    }
  }
  const run = () => void (blocked === undefined && completion.run());
  return (
    <section
      aria-label="Run"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="h-full overflow-y-auto overscroll-contain focus-visible:-outline-offset-2"
    >
      <div className="mx-auto flex max-w-190 flex-col gap-5 px-4 py-5">
        <form
          aria-label="Values"
          noValidate
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            run();
          }}
        >
          {variables.length === 0 ? (
            <p className="text-muted">The prompt has no variables: it runs as it stands.</p>
          ) : (
            <ValuesForm
              variables={variables}
              values={values}
              onValueChange={setValue}
              errors={completion.errors}
              onSubmit={run}
            />
          )}
          <div className="flex min-h-8 flex-wrap items-center gap-3">
            <Button
              type="submit"
              variant="primary"
              loading={completion.isSending}
              disabled={blocked !== undefined}
            >
              <Play aria-hidden="true" />
              Run
            </Button>
            {working ? (
              <Button onClick={() => void stop(working.id)} loading={stoppingRunId === working.id}>
                Stop
              </Button>
            ) : null}
            <div role="status" className="flex min-w-0 items-center gap-1.5 text-12 text-muted">
              <StatusLine store={store} stoppingRunId={stoppingRunId} />
              {blocked}
            </div>
            <span className="ml-auto text-12 text-faint max-sm:hidden">
              <Kbd keys="mod+enter" /> in a field
            </span>
          </div>
          <CheckNote check={check} />
          {completion.refusal && completion.errors.size === 0 ? (
            <p role="alert" className="rounded-md bg-danger-fill px-3 py-2 text-pretty">
              <span className="font-medium text-danger-text">Not run.</span> {completion.refusal.message}
            </p>
          ) : null}
        </form>
        <CompletionResult key={sessionId ?? "none"} store={store} run={shown} isShown={sessionId !== null} />
        <EarlierResults appId={app?.id ?? null} sessionId={sessionId} current={shown} />
      </div>
    </section>
  );
}
