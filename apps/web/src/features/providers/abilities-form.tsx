"use client";
import { ReasoningLevel } from "@slipway/schemas/apps/parameters";
import type { ProviderModel } from "@slipway/schemas/models/model";
import { Checkbox } from "#ui/checkbox.tsx";
import { Field } from "#ui/field.tsx";
import { Select } from "#ui/select.tsx";
import { withAbility, withLevel } from "./with-ability.ts";

type AbilitiesFormProps = {
  readonly model: ProviderModel;
  readonly onModelChange: (model: ProviderModel) => void;
};

const abilities = [
  { key: "reasoning", label: "Can be told how long to reason" },
  { key: "vision", label: "Sees pictures" },
  { key: "tools", label: "Calls tools" },
  { key: "structuredOutput", label: "Can be held to a JSON Schema" },
  { key: "temperature", label: "Takes temperature and top P" },
] as const;

const answers = [
  { value: "unknown", label: "Unknown" },
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
] as const;

function answerOf(value: boolean | undefined): (typeof answers)[number]["value"] {
  if (value === undefined) return "unknown";
  return value ? "yes" : "no";
}

/** Yes, no or unknown for each ability, and the levels of reasoning. */
export function AbilitiesForm({ model, onModelChange }: AbilitiesFormProps) {
  return (
    <div className="flex flex-col gap-3">
      {abilities.map(({ key, label }) => (
        <Field key={key} label={label}>
          <Select
            options={answers}
            value={answerOf(model[key])}
            onValueChange={(answer) =>
              onModelChange(withAbility(model, key, answer === "unknown" ? undefined : answer === "yes"))
            }
          />
        </Field>
      ))}
      {model.reasoning ? (
        <fieldset>
          <legend className="text-13 font-medium">Levels of reasoning</legend>
          <div className="mt-1.5 grid grid-cols-2 gap-x-3 gap-y-1.5">
            {ReasoningLevel.options.map((level) => (
              <Field
                key={level}
                layout="leading"
                label={<span className="font-normal capitalize">{level}</span>}
              >
                <Checkbox
                  checked={model.reasoningLevels?.includes(level) ?? true}
                  onCheckedChange={(isTaken) => onModelChange(withLevel(model, level, isTaken))}
                />
              </Field>
            ))}
          </div>
        </fieldset>
      ) : null}
    </div>
  );
}
