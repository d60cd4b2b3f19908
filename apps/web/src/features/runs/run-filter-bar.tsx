"use client";
import { runStatuses } from "@slipway/schemas/runs/run-status";
import { Search, SlidersHorizontal, X } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useId, useState } from "react";
import { useApps } from "#features/apps/index.ts";
import { useModels } from "#lib/use-models.ts";
import { Button } from "#ui/button.tsx";
import { classNames } from "#ui/class-names.ts";
import { Combobox } from "#ui/combobox.tsx";
import { Input } from "#ui/input.tsx";
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
/** A pause in typing after which the list is searched. */
const typingPauseMs = 250;

/** What narrows the list, each choice in the URL at once. */
export function RunFilterBar({ filters, hideApp, onChange, onClear, lead }: RunFilterBarProps) {
  const choicesId = useId();
  // Only where the screen is too narrow to show them all the time.
  const [isOpen, setIsOpen] = useState(false);
  const apps = useApps({ archived: false });
  const models = useModels();
  const { senders, nameOf } = useSenders();
  const set = (name: RunFilterName) => (value: string) => onChange({ [name]: value === any ? null : value });
  const isStretch = filters.from !== null || filters.to !== null;
  return (
    <search className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
      {lead}
      <SearchInput q={filters.q} onChange={(q) => onChange({ q: q || null })} />
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
          Clear
        </Button>
      ) : null}
      <RunFilterChips filters={filters} onChange={onChange} nameOf={nameOf} />
    </search>
  );
}

function SearchInput({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const [text, setText] = useState(q);
  const [shownQ, setShownQ] = useState(q);
  // The URL changed by another hand (back, Clear): it counts.
  if (q !== shownQ) {
    setShownQ(q);
    setText(q);
  }
  const tell = useEffectEvent(onChange);
  useEffect(() => {
    if (text === q) return;
    const timer = setTimeout(() => tell(text), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, q]);
  return (
    <div className="relative w-60 max-sm:w-auto max-sm:flex-1">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
      />
      <Input
        type="search"
        aria-label="Search in what was said"
        placeholder="Search in what was said…"
        className="pl-8"
        maxLength={200}
        value={text}
        onValueChange={setText}
      />
    </div>
  );
}

/** The value in force stays an option, also while the list is read or no longer has it. */
function known(value: string | null, options: readonly { value: string; label: string }[] = []) {
  if (value === null || options.some((option) => option.value === value)) return options;
  return [{ value, label: value }, ...options];
}
