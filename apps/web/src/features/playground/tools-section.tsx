"use client";
import { builtinTools } from "@slipway/schemas/apps/agent-config";
import { Checkbox } from "#ui/checkbox.tsx";
import { Field } from "#ui/field.tsx";
import { Select } from "#ui/select.tsx";
import type { ConfigErrors, DraftConfig } from "./draft-config.ts";
import { type Policy, policyLabels, policyLines, toolLines } from "./permission-words.ts";
import { RulesEditor } from "./rules-editor.tsx";

type ToolsSectionProps = {
  readonly config: DraftConfig;
  readonly errors: ConfigErrors;
  readonly onChange: (change: Partial<DraftConfig>) => void;
};

const policies: readonly Policy[] = ["allow_reads", "ask", "allow", "deny"];

/** Which tools the model is given, and which of its calls run, ask a person, or are refused. */
export function ToolsSection({ config, errors, onChange }: ToolsSectionProps) {
  const chosen = config.tools?.builtin ?? [];
  const permissions = config.permissions ?? { default: "allow_reads" as const, rules: [] };
  function choose(tool: string, isChosen: boolean) {
    // In the contract's order, so that choosing and taking back leaves no trace.
    const builtin = builtinTools.filter((each) => (each === tool ? isChosen : chosen.includes(each)));
    onChange({ tools: { ...config.tools, builtin } });
  }
  return (
    <div className="flex flex-col gap-5">
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 text-13 font-medium">Tools</legend>
        {builtinTools.map((tool) => (
          <Field key={tool} layout="leading" label={<ToolLabel tool={tool} />}>
            <Checkbox checked={chosen.includes(tool)} onCheckedChange={(on) => choose(tool, on)} />
          </Field>
        ))}
        {errors.get("tools") ? <p className="text-12 text-danger-text">{errors.get("tools")}</p> : null}
      </fieldset>
      <RulesEditor
        rules={permissions.rules}
        tools={chosen}
        errors={errors}
        onChange={(rules) => onChange({ permissions: { ...permissions, rules } })}
      />
      <Field
        label={permissions.rules.length > 0 ? "Calls that no rule matches" : "Calls"}
        help={policyLines[permissions.default]}
        error={errors.get("permissions.default")}
      >
        <Select
          value={permissions.default}
          onValueChange={(policy) => onChange({ permissions: { ...permissions, default: policy } })}
          options={policies.map((policy) => ({
            value: policy,
            label: policyLabels[policy],
            description: policyLines[policy],
          }))}
        />
      </Field>
    </div>
  );
}

function ToolLabel({ tool }: { tool: string }) {
  return (
    <span className="flex items-baseline gap-x-2">
      <code className="w-11 shrink-0 text-12">{tool}</code>
      <span className="font-normal text-muted">{toolLines[tool]}</span>
    </span>
  );
}
