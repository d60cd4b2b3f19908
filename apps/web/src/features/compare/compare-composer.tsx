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

type CompareComposerProps = {
  readonly app: App;
  readonly configs: readonly PaneConfig[];
  /** Nothing was said yet: values can be filled in that hold for the whole conversation. */
  readonly isNew: boolean;
  readonly working: boolean;
  readonly stopping: boolean;
  readonly onSend: (input: RunInput) => void;
  readonly onStop: () => void;
  readonly blocked: string | undefined;
};

/** By how many panes hear it. */
const placeholders = ["Message…", "Message both…", "Message all three…", "Message all four…"];
const noErrors: ReadonlyMap<string, string> = new Map();

/** One input for all panes: what is said, the values of variables, or both. */
export function CompareComposer(props: CompareComposerProps) {
  const { app, configs, isNew, working, stopping, onSend, onStop, blocked } = props;
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const unsent = useUnsentText(`compare:${app.id}`);
  const { values, setValue } = useValues(`compare:${app.id}`);
  const isCompletion = app.type === "completion";
  const variables = paneVariables(configs);
  const isAsked = variables.length > 0 && (isCompletion || isNew);
  const given = isAsked ? givenValues(variables, values) : {};
  const missing = isAsked ? missingValues(variables, values) : [];
  const lacking = missing.length > 0 ? `Fill in ${missing.join(", ")}.` : undefined;
  const withValues = isCompletion || Object.keys(given).length > 0 ? { variables: given } : {};
  const text = unsent.text.trim();
  const form = isAsked ? (
    <div className="max-h-[30vh] overflow-y-auto pb-3">
      <ValuesForm
        variables={variables}
        values={values}
        onValueChange={setValue}
        errors={noErrors}
        onSubmit={() => isCompletion && !lacking && !blocked && onSend(withValues)}
      />
    </div>
  ) : null;
  if (isCompletion) {
    return (
      <>
        {form}
        <RunBar {...props} blocked={blocked ?? lacking} input={lacking ? null : withValues} />
      </>
    );
  }
  return (
    <>
      {form}
      <Composer
        text={unsent.text}
        onTextChange={unsent.setText}
        onSend={() => {
          unsent.setText("");
          onSend({ message: text, ...withValues });
          inputRef.current?.focus();
        }}
        onSteer={undefined}
        working={working}
        stopping={stopping}
        onStop={onStop}
        blocked={blocked ?? lacking}
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

type RunBarProps = Omit<CompareComposerProps, "configs" | "isNew"> & {
  /** Null: something has to be filled in first. */
  readonly input: RunInput | null;
};

/** Runs a completion in every pane: its values are all that it is asked. */
function RunBar({ app, input, working, stopping, onSend, onStop, blocked }: RunBarProps) {
  return (
    <div className="flex items-center justify-end gap-2">
      <p role="status" className="mr-auto text-12 text-muted">
        {blocked}
      </p>
      <SaveCaseButton app={app} input={input} />
      {working ? (
        <Button size="sm" loading={stopping} onClick={onStop}>
          <Square aria-hidden="true" className="fill-current" />
          Stop
        </Button>
      ) : (
        <Button
          size="sm"
          variant="primary"
          disabled={input === null || blocked !== undefined}
          onClick={() => input && onSend(input)}
        >
          <Play aria-hidden="true" />
          Run
        </Button>
      )}
    </div>
  );
}
