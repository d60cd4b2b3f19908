"use client";
import { runStatuses } from "@slipway/schemas/runs/run-status";
import { SlidersHorizontal, X } from "lucide-react";
import { type ReactNode, useId, useMemo, useState } from "react";
import { useApps } from "#features/apps/index.ts";
import { useModels } from "#lib/use-models.ts";
import { Button } from "#ui/button.tsx";
import { classNames } from "#ui/class-names.ts";
import { Combobox } from "#ui/combobox.tsx";
import { runStatusLabels } from "#ui/run-status-labels.ts";
import { Select } from "#ui/select.tsx";
import { StatusDot } from "#ui/status-dot.tsx";
import { RunFilterChips } from "./run-filter-chips.tsx";
import { RunMoreFilters } from "./run-more-filters.tsx";
import {
  hasFilters,
  type Period,
  periods,
  type RunFilterChanges,
  type RunFilterName,
  type RunViewFilters,
} from "./run-view-filters.ts";
import { useSenders } from "./senders/use-senders.ts";
import { FilterInput } from "./typed/filter-input.tsx";
import { typedFields } from "./typed/typed-fields.ts";

type RunFilterBarProps = {
  readonly filters: RunViewFilters;
  /** The list is of one app anyway. */
  readonly hideApp: boolean;
  readonly onChange: (changes: RunFilterChanges) => void;
  readonly onClear: () => void;
  /** Stands before everything else. */
  readonly lead: ReactNode;
};

const any = "any";
/** The time that was drawn over in a chart, or typed: shown as chosen, and not to be chosen here. */
const stretch = "stretch";

/** What narrows the list, each choice in the URL at once. */
export function RunFilterBar({ filters, hideApp, onChange, onClear, lead }: RunFilterBarProps) {
  const choicesId = useId();
  // Only where the screen is too narrow to show them all the time.
  const [isOpen, setIsOpen] = useState(false);
  const apps = useApps({ archived: false });
  const models = useModels();
  const { senders, nameOf } = useSenders();
  const fields = useMemo(
    () =>
      typedFields({
        apps: apps.data ?? [],
        models: models.data?.map(({ ref }) => ref) ?? [],
        senders,
        hideApp,
      }),
    [apps.data, models.data, senders, hideApp],
  );
  const set = (name: RunFilterName) => (value: string) => onChange({ [name]: value === any ? null : value });
  const isStretch = filters.from !== null || filters.to !== null;
  return (
    <search className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
      {lead}
      <FilterInput q={filters.q} fields={fields} onChange={onChange} />
      <Button
        className="ml-auto sm:hidden"
        aria-expanded={isOpen}
        aria-controls={choicesId}
        onClick={() => setIsOpen(!isOpen)}
      >
        <SlidersHorizontal aria-hidden="true" />
        Filters
      </Button>
      <div
        id={choicesId}
        className={classNames(
          "grid w-full grid-cols-2 gap-2 sm:flex sm:w-auto sm:flex-wrap sm:[&>*]:w-36",
          !isOpen && "max-sm:hidden",
        )}
      >
        <Select
          aria-label="Status"
          value={filters.status ?? any}
          onValueChange={set("status")}
          options={[
            { value: any, label: "Any status" },
            ...runStatuses.map((status) => ({
              value: status,
              label: runStatusLabels[status],
              icon: <StatusDot status={status} />,
            })),
          ]}
        />
        {hideApp ? null : (
          <Combobox
            aria-label="App"
            value={filters.appId ?? any}
            onValueChange={set("app")}
            searchPlaceholder="Search apps…"
            options={[
              { value: any, label: "Any app" },
              ...known(
                filters.appId,
                apps.data?.map((app) => ({ value: app.id, label: app.name })),
              ),
            ]}
          />
        )}
        <Combobox
          aria-label="Model"
          value={filters.model ?? any}
          onValueChange={set("model")}
          searchPlaceholder="Search models…"
          options={[
            { value: any, label: "Any model" },
            ...known(
              filters.model,
              models.data?.map((model) => ({ value: model.ref, label: model.ref })),
            ),
          ]}
        />
        <Select
          aria-label="Time"
          value={isStretch ? stretch : (filters.period ?? any)}
          onValueChange={(value) => {
            if (value !== stretch) onChange({ period: value === any ? null : value, from: null, to: null });
          }}
          options={[
            ...(isStretch ? [{ value: stretch, label: "Chosen time" }] : []),
            { value: any, label: "Any time" },
            ...(Object.keys(periods) as Period[]).map((period) => ({
              value: period,
              label: periods[period].label,
            })),
          ]}
        />
        <RunMoreFilters filters={filters} onChange={onChange} senders={senders} />
      </div>
      {hasFilters(hideApp ? { ...filters, appId: null } : filters) ? (
        <Button variant="ghost" onClick={onClear}>
          <X aria-hidden="true" />
          {/* In a narrow window the search needs the room. */}
          <span className="max-sm:sr-only">Clear</span>
        </Button>
      ) : null}
      <RunFilterChips filters={filters} onChange={onChange} nameOf={nameOf} />
    </search>
  );
}

/** The value in force stays an option, also while the list is read or no longer has it. */
function known(value: string | null, options: readonly { value: string; label: string }[] = []) {
  if (value === null || options.some((option) => option.value === value)) return options;
  return [{ value, label: value }, ...options];
}
