"use client";
import { Field } from "#ui/field.tsx";
import { Select } from "#ui/select.tsx";
import type { DraftMessage } from "../draft-config.ts";
import { MoveButtons } from "../move-buttons.tsx";
import type { Moves } from "../use-ordered-list.ts";
import { TemplateField } from "./template-field.tsx";

type PromptMessageProps = {
  readonly number: number;
  readonly message: DraftMessage;
  readonly variables: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (message: DraftMessage) => void;
  readonly onAddVariable: (name: string) => void;
  readonly moves: Moves;
  /** Left out where it is the only one. */
  readonly onRemove: (() => void) | undefined;
};

const roles = [
  { value: "system", label: "System" },
  { value: "user", label: "User" },
  { value: "assistant", label: "Assistant" },
] as const;

const placeholders = {
  system: "You are…",
  user: "Write about {{topic}}…",
  assistant: "An answer as it should be…",
};

/** One message of a prompt: who says it, and what. */
export function PromptMessage(props: PromptMessageProps) {
  const { number, message, variables, error, moves, onChange, onAddVariable, onRemove } = props;
  const name = `message ${number}`;
  return (
    <li className="flex flex-col gap-1">
      <div className="flex items-center gap-1">
        <Select
          aria-label={`Role of ${name}`}
          options={roles}
          value={message.role}
          onValueChange={(role) => onChange({ ...message, role })}
          className="w-32"
        />
        <span className="ml-auto flex">
          <MoveButtons name={name} {...moves} onRemove={onRemove} />
        </span>
      </div>
      <Field label={<span className="sr-only">Content of {name}</span>} error={error}>
        <TemplateField
          value={message.content}
          onValueChange={(content) => onChange({ ...message, content })}
          variables={variables}
          onAddVariable={onAddVariable}
          minLines={message.role === "system" ? 4 : 2}
          maxLines={24}
          placeholder={placeholders[message.role]}
        />
      </Field>
    </li>
  );
}
