"use client";
import { Button } from "#ui/button.tsx";
import type { ReadDraft } from "./edited-input.ts";

type ApprovalActionsProps = {
  readonly busy: boolean;
  /** What the edit comes to so far; null while nothing is edited. */
  readonly edit: ReadDraft["status"] | null;
  readonly showsKeys: boolean;
  readonly onAllow: (scope: "once" | "session") => void;
  readonly onDeny: () => void;
  readonly onEdit: () => void;
};

/** The ways to decide. */
export function ApprovalActions({ busy, edit, showsKeys, onAllow, onDeny, onEdit }: ApprovalActionsProps) {
  const cannotAllow = edit === "invalid";
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        size="sm"
        variant="primary"
        loading={busy}
        disabled={cannotAllow}
        onClick={() => onAllow("once")}
      >
        {edit === "edited" ? "Allow as edited" : "Allow once"}
        {showsKeys ? <KeyHint keys="y" /> : null}
      </Button>
      <Button size="sm" disabled={busy || cannotAllow} onClick={() => onAllow("session")}>
        Allow for this session
        {showsKeys ? <KeyHint keys="s" /> : null}
      </Button>
      <Button size="sm" disabled={busy} onClick={onDeny}>
        Deny…
        {showsKeys ? <KeyHint keys="d" /> : null}
      </Button>
      <Button size="sm" variant="ghost" disabled={busy} className="ml-auto" onClick={onEdit}>
        {edit === null ? "Edit" : "Undo edit"}
      </Button>
    </div>
  );
}

/** Quiet on the button; the sheet lists the keys too. Without a keyboard it says nothing. */
function KeyHint({ keys }: { keys: string }) {
  return (
    <span aria-hidden="true" className="font-normal opacity-70 pointer-coarse:hidden">
      {keys}
    </span>
  );
}
