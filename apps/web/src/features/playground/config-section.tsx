"use client";
import { Collapsible } from "@base-ui/react/collapsible";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

type ConfigSectionProps = {
  readonly title: string;
  /** What it says, in one line: shown while it is folded. */
  readonly summary: string;
  /** It says something else than the revision. */
  readonly differs: boolean;
  /** Something in it cannot be used as it stands. */
  readonly hasError: boolean;
  /** What does not stop a run, and may surprise. */
  readonly warnings?: readonly string[];
  /** What is inside says them itself. */
  readonly warnsInside?: boolean;
  readonly defaultOpen?: boolean;
  readonly children: ReactNode;
};

/** A part of a configuration that folds. */
export function ConfigSection(props: ConfigSectionProps) {
  const { title, summary, differs, hasError, warnings = [], defaultOpen = false, children } = props;
  const listed = props.warnsInside ? [] : warnings;
  return (
    <Collapsible.Root defaultOpen={defaultOpen} className="border-b border-line">
      <h2>
        <Collapsible.Trigger className="group flex h-10 w-full items-center gap-1.5 px-3 text-left hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:h-12">
          <ChevronRight
            aria-hidden="true"
            className="size-3.5 shrink-0 text-faint transition-transform group-data-panel-open:rotate-90"
          />
          <span className="shrink-0 font-medium">{title}</span>
          {differs ? <Dot className="bg-accent" label="changed" /> : null}
          {hasError ? <Dot className="bg-danger" label="has an error" /> : null}
          {warnings.length > 0 && !hasError ? (
            <Dot className="bg-warning-line" label="has a warning" />
          ) : null}
          <span className="ml-auto min-w-0 truncate pl-3 text-12 text-muted group-data-panel-open:hidden">
            {summary}
          </span>
        </Collapsible.Trigger>
      </h2>
      <Collapsible.Panel className="px-3 pt-1 pb-4 pl-8">
        {listed.length > 0 ? (
          <ul className="flex flex-col gap-0.5 pb-2 text-12 text-warning-text">
            {listed.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        ) : null}
        {children}
      </Collapsible.Panel>
    </Collapsible.Root>
  );
}

function Dot({ className, label }: { className: string; label: string }) {
  return (
    <span title={label} className={`size-1.5 shrink-0 rounded-full ${className}`}>
      <span className="sr-only">({label})</span>
    </span>
  );
}
