"use client";
import type { Approval } from "@slipway/schemas/runs/approval";
import { type KeyboardEvent, useRef, useState } from "react";
import { ToolInputView } from "#features/tools/index.ts";
import { classNames } from "#ui/class-names.ts";
import { Field } from "#ui/field.tsx";
import { isTypingTarget } from "#ui/is-typing-target.ts";
import { Textarea } from "#ui/textarea.tsx";
import { useShortcut } from "#ui/use-shortcut.ts";
import { ApprovalActions } from "./approval-actions.tsx";
import { ApprovalHead } from "./approval-head.tsx";
import { DecisionNote } from "./decision-note.tsx";
import { DenyForm } from "./deny-form.tsx";
import { draftOf, type InputDraft, readDraft } from "./edited-input.ts";
import { useDecision } from "./use-decision.ts";

type ApprovalCardProps = {
  readonly approval: Approval;
  /** ISO 8601; left out where it is not known. */
  readonly since?: string | undefined;
  /** Its keys work without the focus on it. */
  readonly isNext: boolean;
};

type Mode = "look" | "edit" | "deny";

/** A call that waits for a person: exactly what would run, why it is asked, and the ways to decide. */
export function ApprovalCard({ approval, since, isNext }: ApprovalCardProps) {
  const { state, decide, forgetProblem } = useDecision(approval.id);
  const cardRef = useRef<HTMLElement>(null);
  const [mode, setMode] = useState<Mode>("look");
  const [draft, setDraft] = useState<InputDraft>(() => draftOf(approval.tool, approval.input));
  const read = mode === "edit" ? readDraft(draft, approval.input) : ({ status: "same" } as const);
  const isOpen = state.status === "open";
  const refusal = state.status === "open" ? (state.problem ?? undefined) : undefined;
  const problem = read.status === "invalid" ? read.problem : refusal;

  function allow(scope: "once" | "session") {
    if (!isOpen || read.status === "invalid") return;
    decide({ decision: "allow", scope, ...(read.status === "edited" ? { input: read.input } : {}) });
  }
  function leaveForm() {
    setMode("look");
    cardRef.current?.focus();
  }
  function toggleEdit() {
    if (mode === "edit") setDraft(draftOf(approval.tool, approval.input));
    forgetProblem();
    setMode(mode === "edit" ? "look" : "edit");
  }
  const actions: Readonly<Record<string, () => void>> = {
    y: () => allow("once"),
    s: () => allow("session"),
    d: () => setMode("deny"),
  };
  function onKeyDown(event: KeyboardEvent) {
    const isPlain = !event.metaKey && !event.ctrlKey && !event.altKey && !event.repeat;
    const act = isPlain && isOpen && !isTypingTarget(event.target) ? actions[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  }
  const keys = { group: "Approvals", enabled: isNext && isOpen && mode !== "deny" };
  useShortcut({ ...keys, keys: "y", label: "Allow once", run: () => actions.y?.() });
  useShortcut({ ...keys, keys: "s", label: "Allow for this session", run: () => actions.s?.() });
  useShortcut({ ...keys, keys: "d", label: "Deny…", run: () => actions.d?.() });

  return (
    <article
      ref={cardRef}
      aria-label={`${approval.tool} needs a decision`}
      data-row
      data-approval={approval.id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the card has keys of its own while it is focused.
      tabIndex={0}
      onKeyDown={onKeyDown}
      className={classNames(
        "my-1 flex flex-col gap-2.5 rounded-md border bg-surface p-3 text-13 focus-visible:outline-offset-2",
        isNext ? "border-warning-line" : "border-line",
      )}
    >
      <ApprovalHead approval={approval} since={since} />
      {mode === "edit" ? (
        <Field label={draft.label} error={problem}>
          <Textarea
            mono
            value={draft.text}
            onValueChange={(text) => {
              forgetProblem();
              setDraft({ ...draft, text });
            }}
            minLines={2}
            maxLines={18}
            spellCheck={false}
            className="text-12"
            autoFocus
          />
        </Field>
      ) : (
        <ToolInputView name={approval.tool} input={approval.input} isWhole />
      )}
      {mode === "deny" && isOpen ? (
        <DenyForm
          busy={false}
          onDeny={(reason) => decide({ decision: "deny", ...(reason === "" ? {} : { reason }) })}
          onCancel={leaveForm}
        />
      ) : null}
      {mode !== "deny" && (isOpen || state.status === "sending") ? (
        <ApprovalActions
          busy={!isOpen}
          edit={mode === "edit" ? read.status : null}
          showsKeys={isNext}
          onAllow={allow}
          onDeny={() => setMode("deny")}
          onEdit={toggleEdit}
        />
      ) : null}
      {mode === "edit" && isOpen ? null : <DecisionNote state={state} />}
    </article>
  );
}
