"use client";
import type { App } from "@slipway/schemas/apps/app";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import { Play, Square } from "lucide-react";
import { useRef } from "react";
import { Composer } from "#features/conversation/index.ts";
import {
  givenValues,
  missingValues,
  useUnsentText,
  useValues,
  ValuesForm,
} from "#features/playground/index.ts";
import { Button } from "#ui/button.tsx";
import type { PaneConfig } from "./pane-config.ts";
import { paneVariables } from "./pane-variables.ts";
import { SaveCaseButton } from "./save-case-button.tsx";
import { useHeldSend } from "./use-held-send.ts";

type CompareComposerProps = {
  readonly app: App;
  readonly configs: readonly PaneConfig[];
  /** Nothing was said yet: values can be filled in that hold for the whole conversation. */
  readonly isNew: boolean;
  readonly working: boolean;
  readonly stopping: boolean;
  readonly onSend: (input: RunInput) => void;
  readonly onStop: () => void;
  /** Why nothing can be sent now. */
  readonly blocked: string | undefined;
  /** What will be there in a moment: what is sent until then waits for it. */
  readonly awaited: string | undefined;
};

/** By how many panes hear it. */
const placeholders = ["Message…", "Message both…", "Message all three…", "Message all four…"];
const noErrors: ReadonlyMap<string, string> = new Map();

/** One input for all panes: what is said, the values of variables, or both. */
export function CompareComposer(props: CompareComposerProps) {
  const { app, configs, isNew, working, stopping, onSend, onStop, awaited } = props;
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const unsent = useUnsentText(`compare:${app.id}`);
  const { values, setValue } = useValues(`compare:${app.id}`);
  const isCompletion = app.type === "completion";
  const variables = paneVariables(configs);
  const isAsked = variables.length > 0 && (isCompletion || isNew);
  const given = isAsked ? givenValues(variables, values) : {};
  const missing = isAsked ? missingValues(variables, values) : [];
  const lacking = missing.length > 0 ? `Fill in ${missing.join(", ")}.` : undefined;
  const blocked = props.blocked ?? lacking;
  const withValues = isCompletion || Object.keys(given).length > 0 ? { variables: given } : {};
  const text = unsent.text.trim();
  const held = useHeldSend({
    isWaiting: awaited !== undefined,
    isBlocked: blocked !== undefined,
    send() {
      if (isCompletion) return onSend(withValues);
      if (text === "") return;
      unsent.setText("");
      onSend({ message: text, ...withValues });
      inputRef.current?.focus();
    },
  });
  const note = awaited && (held.isHeld ? `${awaited} It is sent then.` : awaited);
  const form = isAsked ? (
    <div className="max-h-[30vh] overflow-y-auto pb-3">
      <ValuesForm
        variables={variables}
        values={values}
        onValueChange={(name, value) => {
          held.drop();
          setValue(name, value);
        }}
        errors={noErrors}
        onSubmit={() => isCompletion && held.ask()}
      />
    </div>
  ) : null;
  if (isCompletion) {
    return (
      <>
        {form}
        <RunBar
          app={app}
          working={working}
          stopping={stopping}
          onStop={onStop}
          blocked={blocked}
          note={note}
          input={lacking ? null : withValues}
          held={held.isHeld}
          onRun={held.ask}
        />
      </>
    );
  }
  return (
    <>
      {form}
      <Composer
        text={unsent.text}
        onTextChange={(next) => {
          held.drop();
          unsent.setText(next);
        }}
        onSend={held.ask}
        onSteer={undefined}
        working={working}
        stopping={stopping}
        onStop={onStop}
        blocked={blocked}
        note={note}
        inputRef={inputRef}
        placeholder={placeholders[configs.length - 1] ?? "Message…"}
        aside={
          <SaveCaseButton
            app={app}
            input={text === "" || lacking ? null : { message: text, ...withValues }}
          />
        }
      />
    </>
  );
}

type RunBarProps = Pick<CompareComposerProps, "app" | "working" | "stopping" | "onStop" | "blocked"> & {
  readonly note: string | undefined;
  /** It was asked to run, and does so in a moment. */
  readonly held: boolean;
  readonly onRun: () => void;
  /** Null: something has to be filled in first. */
  readonly input: RunInput | null;
};

/** Runs a completion in every pane: its values are all that it is asked. */
function RunBar({ app, input, working, stopping, held, note, onRun, onStop, blocked }: RunBarProps) {
  return (
    <div className="flex items-center justify-end gap-2">
      <p role="status" className="mr-auto text-12 text-muted">
        {blocked ?? note}
      </p>
      <SaveCaseButton app={app} input={input} />
      {working ? (
        <Button size="sm" loading={stopping} onClick={onStop}>
          <Square aria-hidden="true" className="fill-current" />
          Stop
        </Button>
      ) : (
        <Button size="sm" variant="primary" disabled={blocked !== undefined} loading={held} onClick={onRun}>
          <Play aria-hidden="true" />
          Run
        </Button>
      )}
    </div>
  );
}
