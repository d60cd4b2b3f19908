"use client";
import type { RunSender } from "@slipway/schemas/runs/run-sender";
import { stopReasons } from "@slipway/schemas/runs/stop-reason";
import { ListFilter } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "#ui/button.tsx";
import { Combobox } from "#ui/combobox.tsx";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";
import { Popover } from "#ui/popover.tsx";
import { Select } from "#ui/select.tsx";
import { fromLocalTime, toLocalTime } from "./local-time.ts";
import type { RunFilterChanges, RunFilterName, RunViewFilters } from "./run-view-filters.ts";
import { feedbackLabels, sourceLabels, stopReasonLabels } from "./run-words.ts";
import { senderOptions } from "./senders/sender-options.ts";

type RunMoreFiltersProps = {
  readonly filters: RunViewFilters;
  readonly onChange: (changes: RunFilterChanges) => void;
  readonly senders: readonly RunSender[];
};

const any = "any";

/** The filters that are wanted less often; those in force show as chips. */
export function RunMoreFilters({ filters, onChange, senders }: RunMoreFiltersProps) {
  const choose = (name: RunFilterName) => (value: string) =>
    onChange({ [name]: value === any ? null : value });
  const { minDurationMs, minCostUsd } = filters;
  return (
    <Popover
      label="More filters"
      trigger={
        <Button className="max-sm:w-full sm:w-auto!">
          <ListFilter aria-hidden="true" />
          More
        </Button>
      }
      className="grid grid-cols-2 gap-3"
    >
      <Field label="Ended by">
        <Select
          value={filters.stopReason ?? any}
          onValueChange={choose("stopReason")}
          options={[
            { value: any, label: "Anything" },
            ...stopReasons.map((value) => ({ value, label: stopReasonLabels[value] })),
          ]}
        />
      </Field>
      <Field label="Who">
        <Combobox
          value={filters.who ?? any}
          onValueChange={choose("who")}
          searchPlaceholder="Search people and keys…"
          options={[{ value: any, label: "Anybody" }, ...senderOptions(senders, filters.who)]}
        />
      </Field>
      <Field label="Source">
        <Select
          value={filters.source ?? any}
          onValueChange={choose("source")}
          options={[{ value: any, label: "Any source" }, ...optionsOf(sourceLabels)]}
        />
      </Field>
      <Field label="Feedback">
        <Select
          value={filters.feedback ?? any}
          onValueChange={choose("feedback")}
          options={[{ value: any, label: "With or without" }, ...optionsOf(feedbackLabels)]}
        />
      </Field>
      <Field label="Environment">
        <TypedInput
          value={filters.environment ?? ""}
          placeholder="production"
          maxLength={40}
          onCommit={(text) => onChange({ environment: text.trim() || null })}
        />
      </Field>
      <Field label="At least, seconds">
        <TypedInput
          type="number"
          min={0}
          step="any"
          value={minDurationMs === null ? "" : String(minDurationMs / 1_000)}
          onCommit={(text) => onChange({ minDurationMs: amountOf(text, 1_000) })}
        />
      </Field>
      <Field label="At least, US$">
        <TypedInput
          type="number"
          min={0}
          step="any"
          value={minCostUsd === null ? "" : String(minCostUsd)}
          onCommit={(text) => onChange({ minCostUsd: amountOf(text, 1) })}
        />
      </Field>
      <Field label="From" className="col-span-2">
        <TypedInput
          type="datetime-local"
          value={toLocalTime(filters.from)}
          onCommit={(text) => onChange({ from: fromLocalTime(text), period: null })}
        />
      </Field>
      <Field label="Until" className="col-span-2">
        <TypedInput
          type="datetime-local"
          value={toLocalTime(filters.to)}
          onCommit={(text) => onChange({ to: fromLocalTime(text), period: null })}
        />
      </Field>
    </Popover>
  );
}

function optionsOf(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

/** Null: no filter. */
function amountOf(text: string, factor: number): string | null {
  const amount = Number(text) * factor;
  return amount > 0 ? String(amount) : null;
}

type TypedInputProps = Omit<ComponentProps<typeof Input>, "value" | "onValueChange"> & {
  readonly value: string;
  readonly onCommit: (text: string) => void;
};

/** Takes effect with Enter or on leaving: half a number or date is no filter. */
function TypedInput({ value, onCommit, ...rest }: TypedInputProps) {
  return (
    <Input
      {...rest}
      // Changed by another hand, it starts over.
      key={value}
      defaultValue={value}
      onBlur={(event) => {
        if (event.currentTarget.value !== value) onCommit(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.currentTarget.value !== value) onCommit(event.currentTarget.value);
      }}
    />
  );
}
