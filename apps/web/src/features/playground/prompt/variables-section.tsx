"use client";
import { Collapsible } from "@base-ui/react/collapsible";
import { ChevronRight, Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "#ui/button.tsx";
import { Field } from "#ui/field.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { Input } from "#ui/input.tsx";
import { Switch } from "#ui/switch.tsx";
import { Textarea } from "#ui/textarea.tsx";
import type { ConfigErrors, DraftVariable } from "../draft-config.ts";

type VariablesSectionProps = {
  readonly variables: readonly DraftVariable[];
  /** The names that the prompt has in it. */
  readonly named: readonly string[];
  readonly errors: ConfigErrors;
  /** Undefined: none is left. */
  readonly onChange: (variables: DraftVariable[] | undefined) => void;
};

/** What callers fill in: each value stands where the prompt names it. */
export function VariablesSection({ variables, named, errors, onChange }: VariablesSectionProps) {
  const [openAt, setOpenAt] = useState<number | null>(null);
  const change = (next: DraftVariable[]) => onChange(next.length > 0 ? next : undefined);
  const listError = errors.get("variables");
  return (
    <div className="flex flex-col gap-2">
      <p className="text-12 text-muted text-pretty">
        Values that whoever runs the app fills in. <code>{"{{name}}"}</code> in the prompt stands for one;{" "}
        <code>{"{{#name}}…{{/name}}"}</code> shows a part only where it has one.
      </p>
      <ul className="flex flex-col">
        {variables.map((variable, at) => (
          <VariableRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a variable's name changes while it is typed.
            key={at}
            variable={variable}
            isNamed={named.includes(variable.name)}
            isOpen={openAt === at}
            onOpenChange={(isOpen) => setOpenAt(isOpen ? at : null)}
            error={errors.get(`variables.${at}.name`)}
            onChange={(next) => change(variables.map((each, index) => (index === at ? next : each)))}
            onRemove={() => {
              setOpenAt(null);
              change(variables.filter((_, index) => index !== at));
            }}
          />
        ))}
      </ul>
      {listError ? <p className="text-12 text-danger-text">{listError}</p> : null}
      <Button
        size="sm"
        className="self-start"
        onClick={() => {
          setOpenAt(variables.length);
          change([...variables, { name: "", required: true }]);
        }}
      >
        <Plus aria-hidden="true" />
        Add variable
      </Button>
    </div>
  );
}

type VariableRowProps = {
  readonly variable: DraftVariable;
  readonly isNamed: boolean;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly error: string | undefined;
  readonly onChange: (variable: DraftVariable) => void;
  readonly onRemove: () => void;
};

function VariableRow(props: VariableRowProps) {
  const { variable, isNamed, isOpen, onOpenChange, error, onChange, onRemove } = props;
  const { name, description, default: fallback, required } = variable;
  return (
    <li className="border-b border-line">
      <Collapsible.Root open={isOpen} onOpenChange={(next) => onOpenChange(next)}>
        <div className="flex items-center">
          <Collapsible.Trigger className="group flex h-8 min-w-0 flex-1 items-center gap-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:h-11">
            <ChevronRight
              aria-hidden="true"
              className="size-3.5 shrink-0 text-faint transition-transform group-data-panel-open:rotate-90"
            />
            <code className="truncate text-13">{name || "unnamed"}</code>
            {error ? <span className="text-12 text-danger-text">incomplete</span> : null}
            <span className="ml-auto min-w-0 truncate pr-1 pl-2 text-12 text-muted">
              {noteOf({ isNamed, required, fallback })}
            </span>
          </Collapsible.Trigger>
          <IconButton label={`Remove ${name || "this variable"}`} icon={<X />} size="sm" onClick={onRemove} />
        </div>
        <Collapsible.Panel className="flex flex-col gap-3 pt-1 pb-3 pl-5">
          <Field label="Name" error={error} help="Letters, digits and underscores.">
            <Input
              value={name}
              onValueChange={(next) => onChange({ ...variable, name: next })}
              mono
              placeholder="topic"
              autoComplete="off"
              spellCheck={false}
              // A variable that was just added begins with its name.
              autoFocus={name === ""}
            />
          </Field>
          <Field label="Description" optional help="Stands at the value's field, and in the app's schema.">
            <Input
              value={description ?? ""}
              onValueChange={(next) => onChange(withText(variable, "description", next))}
              placeholder="What it is about"
            />
          </Field>
          <Field label="Default" optional help="Used where no value is given.">
            <Textarea
              value={fallback ?? ""}
              onValueChange={(next) => onChange(withText(variable, "default", next))}
              minLines={1}
              maxLines={8}
            />
          </Field>
          <Field layout="inline" label="Required" help="Off: without a value its place stays empty.">
            <Switch
              checked={required ?? true}
              onCheckedChange={(next) => onChange({ ...variable, required: next })}
            />
          </Field>
        </Collapsible.Panel>
      </Collapsible.Root>
    </li>
  );
}

/** A text that is taken away is left out. */
function withText(variable: DraftVariable, key: "description" | "default", text: string): DraftVariable {
  const { [key]: _, ...rest } = variable;
  return text === "" ? rest : { ...rest, [key]: text };
}

type Note = {
  readonly isNamed: boolean;
  readonly required: boolean | undefined;
  readonly fallback: string | undefined;
};

function noteOf({ isNamed, required, fallback }: Note): string {
  if (!isNamed) return "not used";
  if (fallback !== undefined) return `default: ${fallback}`;
  return required === false ? "optional" : "required";
}
