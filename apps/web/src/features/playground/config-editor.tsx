"use client";
import { AgentConfig } from "@slipway/schemas/apps/agent-config";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { Field } from "#ui/field.tsx";
import { Switch } from "#ui/switch.tsx";
import { ConfigSection } from "./config-section.tsx";
import {
  differsFrom,
  hasErrorIn,
  limitDefaults,
  limitFieldsOf,
  type SectionId,
  sectionsOf,
  sectionTitle,
} from "./config-sections.ts";
import type { DraftCheck } from "./draft-check.ts";
import type { ConfigErrors, DraftConfig } from "./draft-config.ts";
import { FieldsForm } from "./fields-form.tsx";
import { FallbackModelsSection } from "./models/fallback-models-section.tsx";
import { ModelField } from "./models/model-field.tsx";
import { OutputSection } from "./output/output-section.tsx";
import { ParametersSection } from "./parameters-section.tsx";
import { namedIn, variableNames, withVariable } from "./prompt/draft-variables.ts";
import { InstructionsSection } from "./prompt/instructions-section.tsx";
import { PromptSection } from "./prompt/prompt-section.tsx";
import { VariablesSection } from "./prompt/variables-section.tsx";
import { SandboxSection } from "./sandbox-section.tsx";
import { SkillsSection } from "./skills-section.tsx";
import { summariseSection } from "./summarise-section.ts";
import { ToolsSection } from "./tools-section.tsx";

type ConfigEditorProps = {
  readonly type: AppType;
  readonly config: DraftConfig;
  /** What the draft was made from. */
  readonly revision: DraftConfig;
  readonly errors: ConfigErrors;
  /** What does not stop a run; left out where nobody is asked. */
  readonly warnings?: DraftCheck["warnings"];
  readonly onChange: (change: Partial<DraftConfig>) => void;
};

const openAtFirst: ReadonlySet<SectionId> = new Set(["model", "instructions", "prompt"]);

/** The configuration of an app, section by section: those that its type has and this release runs. */
export function ConfigEditor({ type, config, revision, errors, warnings = [], onChange }: ConfigEditorProps) {
  return (
    <section aria-label="Configuration" className="h-full overflow-y-auto overscroll-contain">
      {sectionsOf(type).map((id) => (
        <ConfigSection
          key={id}
          title={sectionTitle(id)}
          summary={summariseSection(id, config, type)}
          differs={differsFrom(id, config, revision)}
          hasError={hasErrorIn(id, errors.keys())}
          warnings={warnings.filter(({ path = "" }) => hasErrorIn(id, [path])).map(({ message }) => message)}
          warnsInside={id === "parameters"}
          defaultOpen={openAtFirst.has(id)}
        >
          <SectionFields section={id} type={type} config={config} errors={errors} onChange={onChange} />
        </ConfigSection>
      ))}
    </section>
  );
}

type SectionFieldsProps = Omit<ConfigEditorProps, "revision" | "warnings"> & { readonly section: SectionId };

function SectionFields({ section, type, config, errors, onChange }: SectionFieldsProps) {
  switch (section) {
    case "model":
      return (
        <ModelField
          type={type}
          value={config.model}
          error={errors.get("model")}
          onChange={(model) => onChange({ model })}
        />
      );
    case "fallbackModels":
      return (
        <FallbackModelsSection
          model={config.model}
          refs={config.fallbackModels ?? []}
          errors={errors}
          onChange={(fallbackModels) => onChange({ fallbackModels })}
        />
      );
    case "instructions":
      return <InstructionsSection type={type} config={config} errors={errors} onChange={onChange} />;
    case "prompt":
      return (
        <PromptSection
          prompt={config.prompt ?? []}
          variables={variableNames(config)}
          errors={errors}
          onChange={(prompt) => onChange({ prompt })}
          onAddVariable={(name) => onChange({ variables: withVariable(config, name) })}
        />
      );
    case "variables":
      return (
        <VariablesSection
          variables={config.variables ?? []}
          named={namedIn(config)}
          errors={errors}
          onChange={(variables) => onChange({ variables })}
        />
      );
    case "output":
      return (
        <OutputSection
          type={type}
          model={config.model}
          schema={config.outputSchema}
          error={errors.get("outputSchema")}
          onChange={(outputSchema) => onChange({ outputSchema })}
        />
      );
    case "tools":
      return <ToolsSection config={config} errors={errors} onChange={onChange} />;
    case "sandbox":
      return <SandboxSection config={config} errors={errors} onChange={onChange} />;
    case "skills":
      return (
        <SkillsSection
          skills={config.skills ?? []}
          errors={errors}
          onChange={(skills) => onChange({ skills })}
        />
      );
    case "parameters":
      return (
        <ParametersSection
          model={config.model}
          values={config.parameters}
          errors={errors}
          onChange={(parameters) => onChange({ parameters })}
        />
      );
    case "budget":
      return (
        <FieldsForm
          fields={limitFieldsOf(type)}
          at="budget"
          values={config.budget}
          errors={errors}
          placeholders={limitDefaults}
          placeholder="None"
          onChange={(budget) => onChange({ budget })}
        />
      );
    case "durable":
      return (
        <Field layout="inline" label={durable?.title ?? "Durable"} help={durable?.description}>
          <Switch
            checked={config.durable ?? true}
            onCheckedChange={(isDurable) => onChange({ durable: isDurable })}
          />
        </Field>
      );
  }
}

const durable = AgentConfig.shape.durable.meta();
