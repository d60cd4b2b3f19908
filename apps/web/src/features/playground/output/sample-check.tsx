"use client";
import type { CheckedOutputSchema } from "@slipway/schemas/public-api/validate";
import { Check, X } from "lucide-react";
import { Field } from "#ui/field.tsx";
import { Textarea } from "#ui/textarea.tsx";

type SampleCheckProps = {
  readonly sample: string;
  readonly onSampleChange: (sample: string) => void;
  /** Null: there is no sample, or no schema to hold it against. */
  readonly checked: CheckedOutputSchema["sample"];
  /** Why it could not be checked. */
  readonly problem: string | null;
};

/** An answer as a model might write it, and whether it would be taken. */
export function SampleCheck({ sample, onSampleChange, checked, problem }: SampleCheckProps) {
  const isEmpty = sample.trim() === "";
  return (
    <div className="flex flex-col gap-1.5">
      <Field label="Try an answer" optional help="Paste one to see whether it would be taken.">
        <Textarea
          value={sample}
          onValueChange={onSampleChange}
          mono
          minLines={2}
          maxLines={12}
          spellCheck={false}
          placeholder='{"title": "…"}'
        />
      </Field>
      <div role="status" className="min-h-5 text-12">
        {problem && !isEmpty ? <span className="text-danger-text">{problem}</span> : null}
        {checked && !isEmpty && !problem ? <Verdict checked={checked} /> : null}
      </div>
    </div>
  );
}

function Verdict({ checked }: { checked: NonNullable<CheckedOutputSchema["sample"]> }) {
  return checked.fits ? (
    <span className="flex items-center gap-1 text-success-text">
      <Check aria-hidden="true" className="size-3.5" />
      It fits the schema.
    </span>
  ) : (
    <span className="flex items-start gap-1 whitespace-pre-wrap text-danger-text">
      <X aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      {checked.fault}
    </span>
  );
}
