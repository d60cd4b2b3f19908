"use client";
import { Plus } from "lucide-react";
import { useId } from "react";
import { Button } from "#ui/button.tsx";
import type { ConfigErrors, DraftRule } from "./draft-config.ts";
import { RuleRow } from "./rule-row.tsx";
import { useOrderedList } from "./use-ordered-list.ts";

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
  const { listRef, focusIn, movesOf } = useOrderedList(rules, onChange);

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
            moves={movesOf(at)}
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
          focusIn(rules.length, "input");
        }}
      >
        <Plus aria-hidden="true" />
        Add a rule
      </Button>
    </section>
  );
}
