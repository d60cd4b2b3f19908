"use client";
import { CompletionConfig } from "@slipway/schemas/apps/completion-config";
import { Plus } from "lucide-react";
import { Button } from "#ui/button.tsx";
import type { ConfigErrors, DraftMessage } from "../draft-config.ts";
import { useOrderedList } from "../use-ordered-list.ts";
import { PromptMessage } from "./prompt-message.tsx";

type PromptSectionProps = {
  readonly prompt: readonly DraftMessage[];
  readonly variables: readonly string[];
  readonly errors: ConfigErrors;
  readonly onChange: (prompt: DraftMessage[]) => void;
  readonly onAddVariable: (name: string) => void;
};

const help = CompletionConfig.shape.prompt.meta()?.description;

/** The messages of a prompt, in the order in which the model reads them. */
export function PromptSection({ prompt, variables, errors, onChange, onAddVariable }: PromptSectionProps) {
  const { listRef, focusIn, movesOf } = useOrderedList(prompt, onChange);

  return (
    <div className="flex flex-col gap-3">
      <p className="text-12 text-muted text-pretty">{help}</p>
      <ol ref={listRef} aria-label="Prompt messages" className="flex flex-col gap-4">
        {prompt.map((message, at) => (
          <PromptMessage
            // biome-ignore lint/suspicious/noArrayIndexKey: a message has no name but its place.
            key={at}
            number={at + 1}
            message={message}
            variables={variables}
            error={errors.get(`prompt.${at}.content`)}
            onChange={(change) => onChange(prompt.map((each, index) => (index === at ? change : each)))}
            onAddVariable={onAddVariable}
            moves={movesOf(at)}
            onRemove={
              prompt.length > 1 ? () => onChange(prompt.filter((_, index) => index !== at)) : undefined
            }
          />
        ))}
      </ol>
      {errors.get("prompt") ? <p className="text-12 text-danger-text">{errors.get("prompt")}</p> : null}
      <Button
        size="sm"
        className="self-start"
        onClick={() => {
          onChange([...prompt, { role: nextRole(prompt), content: "" }]);
          focusIn(prompt.length, "textarea");
        }}
      >
        <Plus aria-hidden="true" />
        Add message
      </Button>
    </div>
  );
}

function nextRole(prompt: readonly DraftMessage[]): DraftMessage["role"] {
  return prompt.at(-1)?.role === "user" ? "assistant" : "user";
}
