"use client";
import type { ProviderModel } from "@slipway/schemas/models/model";
import type { Provider } from "@slipway/schemas/models/provider";
import { Plus } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Input } from "#ui/input.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { ModelChoices } from "./model-choices.tsx";
import { TestResult } from "./test-result.tsx";
import { useProviderTest } from "./use-providers.ts";

type ModelChooserProps = {
  readonly provider: Provider;
  /** Every model that shall be usable from now on, with what is known of it. */
  readonly onChosen: (models: ProviderModel[]) => void;
  readonly onCancel: () => void;
};

/** The models that the endpoint lists, to tick; one field filters them and takes an id that is not listed. */
export function ModelChooser({ provider, onChosen, onCancel }: ModelChooserProps) {
  const test = useProviderTest(provider.id, { enabled: true });
  const [filter, setFilter] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(provider.models.map(({ id }) => id)),
  );
  const listed = test.data?.models ?? [];
  // What was entered here counts for more than what others tell.
  const details = new Map(
    [...(test.data?.details ?? []), ...provider.models].map((model) => [model.id, model] as const),
  );
  const all = [...new Set([...chosen, ...provider.models.map(({ id }) => id), ...listed])].sort();
  const typed = filter.trim();
  const isNew = typed !== "" && !/\s/.test(typed) && !all.includes(typed);

  function toggle(id: string, isChosen: boolean) {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  }

  function addTyped() {
    toggle(typed, true);
    setFilter("");
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !isNew) return;
    event.preventDefault();
    addTyped();
  }
  return (
    <div className="rounded-md border border-line bg-surface">
      <div className="flex flex-wrap gap-2 border-b border-line p-2">
        <Input
          aria-label="Filter models, or type an id"
          placeholder="Filter, or type a model id"
          value={filter}
          onValueChange={setFilter}
          onKeyDown={onKeyDown}
          mono
          autoFocus
          autoComplete="off"
          spellCheck={false}
          className="min-w-0 flex-1"
        />
        {isNew ? (
          <Button onClick={addTyped} className="max-w-full">
            <Plus aria-hidden="true" />
            <span className="truncate">Add “{typed}”</span>
          </Button>
        ) : null}
      </div>
      {test.data && !test.data.ok ? (
        <div className="p-2">
          <TestResult test={test.data} />
        </div>
      ) : null}
      {test.isError ? (
        <p role="alert" className="p-3 text-danger-text">
          {test.error.message}
        </p>
      ) : null}
      {test.isLoading ? (
        <div className="flex flex-col gap-3 p-4" aria-busy="true">
          <span className="sr-only">Asking the endpoint for its models</span>
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-4 w-2/5" />
        </div>
      ) : (
        <ModelChoices ids={all} details={details} filter={typed} chosen={chosen} onToggle={toggle} />
      )}
      <div className="flex items-center justify-end gap-2 border-t border-line p-2">
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          variant="primary"
          disabled={chosen.size === 0 && provider.models.length === 0}
          onClick={() => onChosen([...chosen].sort().map((id) => details.get(id) ?? { id }))}
        >
          {countOf(chosen.size)}
        </Button>
      </div>
    </div>
  );
}

function countOf(count: number): string {
  if (count === 0) return "Use none";
  return count === 1 ? "Use 1 model" : `Use ${count} models`;
}
