"use client";
import { Collapsible } from "@base-ui/react/collapsible";
import { AgentConfig } from "@slipway/schemas/apps/agent-config";
import { ChevronRight, Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "#ui/button.tsx";
import { Field } from "#ui/field.tsx";
import { formatCount } from "#ui/format-count.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { Input } from "#ui/input.tsx";
import { Textarea } from "#ui/textarea.tsx";
import type { ConfigErrors, DraftSkill } from "./draft-config.ts";

type SkillsSectionProps = {
  readonly skills: readonly DraftSkill[];
  readonly errors: ConfigErrors;
  /** Undefined: none is left. */
  readonly onChange: (skills: DraftSkill[] | undefined) => void;
};

const help = AgentConfig.shape.skills.meta()?.description;

/** Documents that the agent reads when it needs one. */
export function SkillsSection({ skills, errors, onChange }: SkillsSectionProps) {
  const [openAt, setOpenAt] = useState<number | null>(null);
  const change = (next: DraftSkill[]) => onChange(next.length > 0 ? next : undefined);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-12 text-muted text-pretty">{help}</p>
      <ul className="flex flex-col">
        {skills.map((skill, at) => (
          <SkillRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a skill's name changes while it is typed.
            key={at}
            skill={skill}
            isOpen={openAt === at}
            onOpenChange={(isOpen) => setOpenAt(isOpen ? at : null)}
            nameError={errors.get(`skills.${at}.name`)}
            contentError={errors.get(`skills.${at}.content`)}
            onChange={(next) => change(skills.map((each, index) => (index === at ? next : each)))}
            onRemove={() => {
              setOpenAt(null);
              change(skills.filter((_, index) => index !== at));
            }}
          />
        ))}
      </ul>
      <Button
        size="sm"
        className="self-start"
        onClick={() => {
          setOpenAt(skills.length);
          change([...skills, { name: "", content: "" }]);
        }}
      >
        <Plus aria-hidden="true" />
        Add a skill
      </Button>
    </div>
  );
}

type SkillRowProps = {
  readonly skill: DraftSkill;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly nameError: string | undefined;
  readonly contentError: string | undefined;
  readonly onChange: (skill: DraftSkill) => void;
  readonly onRemove: () => void;
};

function SkillRow(props: SkillRowProps) {
  const { skill, isOpen, onOpenChange, nameError, contentError, onChange, onRemove } = props;
  const hasError = nameError !== undefined || contentError !== undefined;
  return (
    <li className="border-b border-line">
      <Collapsible.Root open={isOpen} onOpenChange={(next) => onOpenChange(next)}>
        <div className="flex items-center">
          <Collapsible.Trigger className="group flex h-8 min-w-0 flex-1 items-center gap-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:h-11">
            <ChevronRight
              aria-hidden="true"
              className="size-3.5 shrink-0 text-faint transition-transform group-data-panel-open:rotate-90"
            />
            <span className="truncate font-medium">{skill.name || "Unnamed skill"}</span>
            {hasError ? <span className="text-12 text-danger-text">incomplete</span> : null}
            <span className="ml-auto pr-1 text-12 text-muted tabular-nums">
              {formatCount(skill.content.length)} characters
            </span>
          </Collapsible.Trigger>
          <IconButton
            label={`Remove ${skill.name || "this skill"}`}
            icon={<X />}
            size="sm"
            onClick={onRemove}
          />
        </div>
        <Collapsible.Panel className="flex flex-col gap-3 pt-1 pb-3 pl-5">
          <Field label="Name" error={nameError}>
            <Input
              value={skill.name}
              onValueChange={(name) => onChange({ ...skill, name })}
              placeholder="release-notes"
              autoComplete="off"
              // A skill that was just added begins with its name.
              autoFocus={skill.name === "" && skill.content === ""}
            />
          </Field>
          <Field label="Document" help="Markdown." error={contentError}>
            <Textarea
              value={skill.content}
              onValueChange={(content) => onChange({ ...skill, content })}
              minLines={6}
              maxLines={24}
              spellCheck={false}
            />
          </Field>
        </Collapsible.Panel>
      </Collapsible.Root>
    </li>
  );
}
