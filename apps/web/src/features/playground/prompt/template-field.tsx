"use client";
import { findTags } from "@slipway/prompts/templates/find-tags";
import { Plus } from "lucide-react";
import { useMemo, useRef } from "react";
import { Button } from "#ui/button.tsx";
import { classNames } from "#ui/class-names.ts";
import { Textarea } from "#ui/textarea.tsx";
import { markTemplate } from "./mark-template.ts";

type TemplateFieldProps = {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  /** The variables that are declared: others are marked. */
  readonly variables: readonly string[];
  /** False: braces are text like all else, and only offered as variables. */
  readonly isTemplate?: boolean;
  readonly onAddVariable: (name: string) => void;
  readonly minLines: number;
  readonly maxLines: number;
  readonly placeholder: string;
};

const marks = {
  known: "rounded-[3px] bg-accent-fill",
  unknown: "rounded-[3px] bg-warning-fill outline outline-warning-line",
  other: "rounded-[3px] bg-sunken",
  fault: "rounded-[3px] bg-danger-fill outline outline-danger-line",
} as const;

/** A text with variables in it: they are marked as one writes, and one that is not declared can be added at once. */
export function TemplateField(props: TemplateFieldProps) {
  const { value, onValueChange, variables, isTemplate = true, onAddVariable } = props;
  const backRef = useRef<HTMLDivElement>(null);
  const pieces = useMemo(
    () => (isTemplate ? markTemplate(value, variables) : []),
    [value, variables, isTemplate],
  );
  const unknown = useMemo(() => unknownNames(value, variables), [value, variables]);
  return (
    <div className="flex flex-col gap-1.5">
      <div className="relative rounded-md bg-surface">
        {/* The same text behind the box, in the same measures: it only shows the marks. */}
        <div
          ref={backRef}
          aria-hidden="true"
          className="pointer-events-none absolute inset-0 overflow-hidden rounded-md border border-transparent px-2.5 py-1.5 text-13 wrap-break-word whitespace-pre-wrap text-transparent pointer-coarse:text-16"
        >
          {pieces.map(({ at, text, mark }) =>
            mark ? (
              <mark key={at} className={classNames(marks[mark], "text-transparent")}>
                {text}
              </mark>
            ) : (
              text
            ),
          )}
        </div>
        <Textarea
          value={value}
          onValueChange={onValueChange}
          onScroll={({ currentTarget }) => {
            if (backRef.current) backRef.current.scrollTop = currentTarget.scrollTop;
          }}
          minLines={props.minLines}
          maxLines={props.maxLines}
          spellCheck={false}
          placeholder={props.placeholder}
          className="relative bg-transparent! wrap-break-word [scrollbar-width:none]"
        />
      </div>
      {unknown.length > 0 ? (
        <ul aria-label="Variables that are not declared" className="flex flex-wrap gap-1.5">
          {unknown.map((name) => (
            <li key={name}>
              <Button size="sm" onClick={() => onAddVariable(name)}>
                <Plus aria-hidden="true" />
                Add variable <code className="text-12">{name}</code>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function unknownNames(text: string, variables: readonly string[]): readonly string[] {
  const named = findTags(text).tags.filter(({ kind }) => kind !== "comment");
  return [...new Set(named.map(({ name }) => name))].filter((name) => !variables.includes(name));
}
