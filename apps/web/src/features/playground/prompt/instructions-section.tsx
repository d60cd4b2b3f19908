"use client";
import { AgentConfig } from "@slipway/schemas/apps/agent-config";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { ChatConfig } from "@slipway/schemas/apps/chat-config";
import { Field } from "#ui/field.tsx";
import { Textarea } from "#ui/textarea.tsx";
import type { ConfigErrors, DraftConfig } from "../draft-config.ts";
import { variableNames, withVariable } from "./draft-variables.ts";
import { TemplateField } from "./template-field.tsx";

type InstructionsSectionProps = {
  readonly type: AppType;
  readonly config: DraftConfig;
  readonly errors: ConfigErrors;
  readonly onChange: (change: Partial<DraftConfig>) => void;
};

const help: Readonly<Partial<Record<AppType, string | undefined>>> = {
  chat: ChatConfig.shape.instructions.meta()?.description,
  agent: AgentConfig.shape.instructions.meta()?.description,
};

/** What the model is told first. In a chat it can name variables. */
export function InstructionsSection({ type, config, errors, onChange }: InstructionsSectionProps) {
  const shared = {
    value: config.instructions ?? "",
    onValueChange: (instructions: string) => onChange({ instructions }),
    minLines: 6,
    maxLines: 28,
    placeholder: "You are…",
  };
  return (
    <Field
      label={<span className="sr-only">Instructions</span>}
      help={help[type]}
      error={errors.get("instructions")}
    >
      {type === "chat" ? (
        <TemplateField
          {...shared}
          variables={variableNames(config)}
          // Without a variable, braces are text like all else.
          isTemplate={(config.variables?.length ?? 0) > 0}
          onAddVariable={(name) => onChange({ variables: withVariable(config, name) })}
        />
      ) : (
        <Textarea {...shared} spellCheck={false} />
      )}
    </Field>
  );
}
