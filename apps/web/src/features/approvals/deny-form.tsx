"use client";
import { type KeyboardEvent, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Field } from "#ui/field.tsx";
import { Textarea } from "#ui/textarea.tsx";

type DenyFormProps = {
  readonly busy: boolean;
  readonly onDeny: (reason: string) => void;
  readonly onCancel: () => void;
};

/** Why a call is denied, for the model to go on with. */
export function DenyForm({ busy, onDeny, onCancel }: DenyFormProps) {
  const [reason, setReason] = useState("");
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      onDeny(reason.trim());
    }
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onDeny(reason.trim());
      }}
    >
      <Field label="Why not?" optional help="The model reads it and can try something else.">
        <Textarea
          value={reason}
          onValueChange={setReason}
          onKeyDown={onKeyDown}
          minLines={2}
          maxLines={6}
          maxLength={2_000}
          // The person asked for this box a moment ago.
          autoFocus
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="sm" variant="danger" loading={busy}>
          Deny
        </Button>
        <Button size="sm" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
