"use client";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { Redo2, Undo2 } from "lucide-react";
import type { KeyboardEvent } from "react";
import { ConfigText } from "#features/config-text/index.ts";
import { useUrlState } from "#lib/use-url-state.ts";
import { Button } from "#ui/button.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { SegmentedControl } from "#ui/segmented-control.tsx";
import { ConfigEditor } from "./config-editor.tsx";
import type { DraftCheck } from "./draft-check.ts";
import { type ConfigErrors, DraftConfig } from "./draft-config.ts";
import type { Draft } from "./use-draft.ts";
import type { FaultyText } from "./use-text-fault.ts";

type ConfigPaneProps = {
  readonly type: AppType;
  readonly draft: Draft;
  readonly text: FaultyText;
  readonly errors: ConfigErrors;
  readonly warnings: DraftCheck["warnings"];
};

type ConfigView = "form" | "yaml" | "json";

/** The configuration as a form or as a text, both on the same draft: what is undone in one is undone in the other. */
export function ConfigPane({ type, draft, text, errors, warnings }: ConfigPaneProps) {
  const [asked, setAsked] = useUrlState("config");
  const view = parseConfigView(asked);
  return (
    <div
      className="flex h-full min-h-0 flex-col"
      onKeyDownCapture={(event) => view === "form" && stepBack(event, draft)}
    >
      <div className="flex h-11 shrink-0 items-center gap-1 border-b border-line px-3">
        <SegmentedControl
          label="Configuration as"
          value={view}
          onValueChange={(next: ConfigView) => setAsked(next === "form" ? null : next)}
          options={[
            { value: "form", label: "Form" },
            { value: "yaml", label: "YAML" },
            { value: "json", label: "JSON" },
          ]}
        />
        <span className="flex-1" />
        <IconButton
          label="Undo"
          icon={<Undo2 />}
          size="sm"
          disabled={!draft.undo}
          onClick={() => draft.undo?.()}
        />
        <IconButton
          label="Redo"
          icon={<Redo2 />}
          size="sm"
          disabled={!draft.redo}
          onClick={() => draft.redo?.()}
        />
      </div>
      {text.fault && text.fault.format !== view ? (
        <BrokenText text={text} onOpen={() => setAsked(text.fault?.format ?? null)} />
      ) : null}
      <div className="min-h-0 flex-1">
        {view === "form" ? (
          <ConfigEditor
            type={type}
            config={draft.config}
            revision={draft.base.config}
            errors={errors}
            warnings={warnings}
            onChange={draft.change}
          />
        ) : (
          <ConfigText
            key={view}
            type={type}
            format={view}
            config={draft.config}
            fault={text.fault?.format === view ? text.fault : null}
            errors={errors}
            toDraft={toDraft}
            onConfig={(config) => draft.replace(DraftConfig.parse(config))}
            onFault={(fault) => (fault || text.fault?.format === view) && text.setFault(fault)}
            onUndo={draft.undo}
            onRedo={draft.redo}
          />
        )}
      </div>
    </div>
  );
}

function BrokenText({ text, onOpen }: { text: FaultyText; onOpen: () => void }) {
  if (!text.fault) return null;
  const { format, line, message } = text.fault;
  return (
    <div role="alert" className="flex flex-col gap-2 border-b border-line bg-warning-fill px-3 py-2">
      <p className="text-pretty">
        <span className="font-medium text-warning-text">Your {format.toUpperCase()} cannot be read</span>,
        line {line}: {message} Here is the last configuration that could. Nothing runs until you decide.
      </p>
      <span className="flex gap-2">
        <Button size="sm" onClick={onOpen}>
          Go on writing
        </Button>
        <Button size="sm" variant="ghost" onClick={() => text.setFault(null)}>
          Drop the text
        </Button>
      </span>
    </div>
  );
}

function parseConfigView(value: string): ConfigView {
  return value === "yaml" || value === "json" ? value : "form";
}

function toDraft(config: Readonly<Record<string, unknown>>) {
  const parsed = DraftConfig.safeParse(config);
  if (parsed.success) return { kind: "draft" as const, config: parsed.data };
  const [issue] = parsed.error.issues;
  const where = issue?.path.map(String).join(".");
  return {
    kind: "refused" as const,
    message: `${where ? `${where}: ` : ""}${issue?.message ?? "Not a configuration."}`,
  };
}

/** Fields of the form would take back their own letters only, and not tell the draft. */
function stepBack(event: KeyboardEvent, draft: Draft): void {
  const isModified = (event.metaKey || event.ctrlKey) && !event.altKey;
  const key = event.key.toLowerCase();
  if (!isModified || (key !== "z" && key !== "y")) return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) draft.redo?.();
  else draft.undo?.();
}
