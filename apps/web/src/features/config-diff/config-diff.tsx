"use client";
import type { ConfigChange } from "@slipway/schemas/apps/revision-diff";
import { ChevronRight } from "lucide-react";
import { Fragment } from "react";
import { changeTitle } from "./change-title.ts";
import { ChangedValue } from "./changed-value.tsx";
import type { DiffLayout } from "./diff-layout.ts";

type ConfigDiffProps = {
  readonly changes: readonly ConfigChange[];
  readonly layout?: DiffLayout;
};

/** What differs between two configurations, field by field, with the words marked inside texts. */
export function ConfigDiff({ changes, layout = "unified" }: ConfigDiffProps) {
  return (
    <ol aria-label="Changes" className="flex flex-col gap-3">
      {changes.map((change) => (
        <li key={change.path} className="overflow-hidden rounded-md border border-line">
          <ChangeHead change={change} />
          <ChangedValue change={change} layout={layout} />
        </li>
      ))}
    </ol>
  );
}

const words: Readonly<Record<ConfigChange["kind"], string>> = {
  added: "added",
  removed: "removed",
  changed: "changed",
  reworded: "changed",
};

function ChangeHead({ change }: { change: ConfigChange }) {
  return (
    <h3 className="flex min-h-8 flex-wrap items-center gap-1 border-b border-line bg-sunken px-3 py-1 text-12">
      {changeTitle(change.path).map((title, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step of a path has no other name.
        <Fragment key={at}>
          {at > 0 ? <ChevronRight aria-hidden="true" className="size-3 text-faint" /> : null}
          <span className={at === 0 ? "font-medium" : undefined}>{title}</span>
        </Fragment>
      ))}
      <span className="ml-auto text-muted">{words[change.kind]}</span>
    </h3>
  );
}
