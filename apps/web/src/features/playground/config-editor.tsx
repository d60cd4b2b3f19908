"use client";
import { ChatConfig } from "@slipway/schemas/apps/chat-config";
import { Field } from "#ui/field.tsx";
import { Textarea } from "#ui/textarea.tsx";
import {
  differsFrom,
  limitDefaults,
  limitFields,
  parameterFields,
  type SectionId,
  summariseSection,
} from "./chat-sections.ts";
import { ConfigSection } from "./config-section.tsx";
import type { ConfigErrors, DraftConfig } from "./draft-config.ts";
import { FieldsForm } from "./fields-form.tsx";
import { ModelField } from "./model-field.tsx";

type ConfigEditorProps = {
  readonly config: DraftConfig;
  /** What the draft was made from. */
  readonly revision: DraftConfig;
  readonly errors: ConfigErrors;
  readonly onChange: (change: Partial<DraftConfig>) => void;
};

const instructionsHelp = ChatConfig.shape.instructions.meta()?.description;

/** The configuration of a chat, section by section. */
export function ConfigEditor({ config, revision, errors, onChange }: ConfigEditorProps) {
  const section = (id: SectionId) => ({
    summary: summariseSection(id, config),
    differs: differsFrom(id, config, revision),
    hasError: [...errors.keys()].some((path) => path === id || path.startsWith(`${id}.`)),
  });
  return (
    <section aria-label="Configuration" className="h-full overflow-y-auto overscroll-contain">
      <ConfigSection title="Model" defaultOpen {...section("model")}>
        <ModelField
          value={config.model}
          error={errors.get("model")}
          onChange={(model) => onChange({ model })}
        />
      </ConfigSection>
      <ConfigSection title="Instructions" defaultOpen {...section("instructions")}>
        <Field
          label={<span className="sr-only">Instructions</span>}
          help={instructionsHelp}
          error={errors.get("instructions")}
        >
          <Textarea
            value={config.instructions}
            onValueChange={(instructions) => onChange({ instructions })}
            minLines={6}
            maxLines={28}
            spellCheck={false}
            placeholder="You are…"
          />
        </Field>
      </ConfigSection>
      <ConfigSection title="Parameters" {...section("parameters")}>
        <FieldsForm
          fields={parameterFields}
          at="parameters"
          values={config.parameters}
          errors={errors}
          placeholder="Model's own"
          onChange={(parameters) => onChange({ parameters })}
        />
      </ConfigSection>
      <ConfigSection title="Limits" {...section("budget")}>
        <FieldsForm
          fields={limitFields}
          at="budget"
          values={config.budget}
          errors={errors}
          placeholders={limitDefaults}
          placeholder="None"
          onChange={(budget) => onChange({ budget })}
        />
      </ConfigSection>
    </section>
  );
}
