"use client";
import { Collapsible } from "@base-ui/react/collapsible";
import type { Variable } from "@slipway/prompts/variables/variable";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { type SessionStore, useSession } from "#features/live/index.ts";
import { fixedValues } from "./fixed-values.ts";
import { missingValues } from "./given-values.ts";
import { ValuesForm } from "./values-form.tsx";

type ConversationValuesProps = {
  readonly store: SessionStore;
  readonly variables: readonly Variable[];
  readonly values: Readonly<Record<string, string>>;
  readonly onValueChange: (name: string, value: string) => void;
};

const noErrors: ReadonlyMap<string, string> = new Map();

/**
 * The values that a conversation's instructions have: to fill in before its first message, to look at from then on. They
 * fold when it begins: the room is the conversation's.
 */
export function ConversationValues({ store, variables, values, onValueChange }: ConversationValuesProps) {
  const runs = useSession(store, (view) => view.runs);
  const fixed = fixedValues(runs.values());
  const open = variables.filter(({ name }) => !Object.hasOwn(fixed, name));
  const isMissing = missingValues(open, values).length > 0;
  const all = { ...values, ...fixed };
  const [isUnfolded, setIsUnfolded] = useState(isMissing);
  const hasBegun = Object.keys(fixed).length > 0;
  const [hadBegun, setHadBegun] = useState(hasBegun);
  if (hasBegun && !hadBegun) {
    setHadBegun(true);
    setIsUnfolded(isMissing);
  }
  const summary = variables
    .flatMap(({ name, default: fallback }) => {
      const value = all[name] || fallback;
      return value ? [`${name}: ${value}`] : [];
    })
    .join(" · ");
  return (
    <Collapsible.Root open={isUnfolded} onOpenChange={setIsUnfolded} className="border-b border-line">
      <Collapsible.Trigger className="group flex h-9 w-full items-center gap-1.5 px-3 text-left text-12 hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:h-11">
        <ChevronRight
          aria-hidden="true"
          className="size-3.5 shrink-0 text-faint transition-transform group-data-panel-open:rotate-90"
        />
        <span className="shrink-0 font-medium">Values</span>
        {isMissing ? <span className="shrink-0 text-warning-text">to fill in</span> : null}
        <span className="min-w-0 truncate pl-1 text-muted group-data-panel-open:hidden">{summary}</span>
      </Collapsible.Trigger>
      <Collapsible.Panel className="flex max-h-[50vh] flex-col gap-3 overflow-y-auto px-4 pt-1 pb-4">
        <FixedValues fixed={fixed} />
        <ValuesForm variables={open} values={values} onValueChange={onValueChange} errors={noErrors} />
      </Collapsible.Panel>
    </Collapsible.Root>
  );
}

function FixedValues({ fixed }: { fixed: Readonly<Record<string, string>> }) {
  const entries = Object.entries(fixed);
  if (entries.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-12 text-muted">
        This conversation has begun with these. Start a new one to change them.
      </p>
      <dl className="grid grid-cols-[minmax(80px,auto)_1fr] gap-x-4 gap-y-1">
        {entries.map(([name, value]) => (
          <div key={name} className="contents">
            <dt>
              <code className="text-12 text-muted">{name}</code>
            </dt>
            <dd className="wrap-anywhere whitespace-pre-wrap">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
