"use client";
import { Plus } from "lucide-react";
import { useId, useRef } from "react";
import { Button } from "#ui/button.tsx";
import type { ConfigErrors, DraftRule } from "./draft-config.ts";
import { moveItem } from "./move-item.ts";
import { RuleRow } from "./rule-row.tsx";

type RulesEditorProps = {
  readonly rules: readonly DraftRule[];
  /** The tools that the agent has: offered as names. */
  readonly tools: readonly string[];
  readonly errors: ConfigErrors;
  readonly onChange: (rules: DraftRule[]) => void;
};

/** Exceptions, in their order: the first rule that matches a call decides about it. */
export function RulesEditor({ rules, tools, errors, onChange }: RulesEditorProps) {
  const namesId = useId();
  const listRef = useRef<HTMLOListElement>(null);

  /** After React has drawn the change: the row that was meant keeps the focus. */
  function focusRow(at: number, selector: string) {
    requestAnimationFrame(() => listRef.current?.children[at]?.querySelector<HTMLElement>(selector)?.focus());
  }
  function move(at: number, to: number) {
    onChange(moveItem(rules, at, to));
    focusRow(
      to,
      to < at ? "[data-move=up]:enabled, [data-move=down]" : "[data-move=down]:enabled, [data-move=up]",
    );
  }
  return (
    <section aria-label="Rules" className="flex flex-col gap-2">
      <h3 className="font-medium">Rules</h3>
      {rules.length === 0 ? (
        <p className="text-12 text-muted">
          No exceptions. Add a rule to allow, ask for or deny certain calls.
        </p>
      ) : (
        <p className="text-12 text-muted">
          From the top: the first that matches decides. <code>*</code> stands for any text.
        </p>
      )}
      <ol ref={listRef} className="flex flex-col gap-2">
        {rules.map((rule, at) => (
          <RuleRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name but its place.
            key={at}
            number={at + 1}
            rule={rule}
            namesId={namesId}
            errors={errors}
            onChange={(change) => onChange(rules.map((each, index) => (index === at ? change : each)))}
            onMoveUp={at > 0 ? () => move(at, at - 1) : undefined}
            onMoveDown={at < rules.length - 1 ? () => move(at, at + 1) : undefined}
            onRemove={() => onChange(rules.filter((_, index) => index !== at))}
          />
        ))}
      </ol>
      <datalist id={namesId}>
        {["*", ...tools].map((tool) => (
          <option key={tool} value={tool} />
        ))}
      </datalist>
      <Button
        size="sm"
        className="self-start"
        onClick={() => {
          onChange([...rules, { tool: tools.includes("bash") ? "bash" : "*", action: "ask" }]);
          focusRow(rules.length, "input");
        }}
      >
        <Plus aria-hidden="true" />
        Add a rule
      </Button>
    </section>
  );
}
