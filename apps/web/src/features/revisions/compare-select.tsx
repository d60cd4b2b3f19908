"use client";
import type { App, RevisionHead } from "@slipway/schemas/apps/app";
import { Select } from "#ui/select.tsx";
import { flagsOf } from "./flags-of.ts";

type CompareSelectProps = {
  readonly app: App;
  readonly revisions: readonly RevisionHead[];
  readonly revision: RevisionHead;
  /** Null: with the one before. */
  readonly against: number | null;
  readonly onAgainstChange: (against: number | null) => void;
};

/** What a revision is compared with. */
export function CompareSelect({ app, revisions, revision, against, onAgainstChange }: CompareSelectProps) {
  const others = revisions.filter(
    ({ number }) => number !== revision.number && number !== revision.number - 1,
  );
  return (
    <Select
      aria-label="Compared with"
      value={against === null ? "before" : String(against)}
      onValueChange={(value) => onAgainstChange(value === "before" ? null : Number(value))}
      className="max-w-64 min-w-40"
      options={[
        {
          value: "before",
          label: revision.number === 1 ? "Nothing before it" : `The one before, r${revision.number - 1}`,
        },
        ...others.map(({ number, message }) => ({
          value: String(number),
          label: [`r${number}`, ...flagsOf(app, number)].join(" · "),
          description: message,
        })),
      ]}
    />
  );
}
