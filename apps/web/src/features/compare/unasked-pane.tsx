"use client";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import type { ReactNode } from "react";
import { type SessionStore, useSession } from "#features/live/index.ts";
import { Button } from "#ui/button.tsx";
import { EmptyState } from "#ui/empty-state.tsx";

type UnaskedPaneProps = {
  readonly model: string;
  /** A pane that may have been asked something already. */
  readonly first: SessionStore | null;
  readonly onAsk: (input: RunInput, comparison: string) => void;
};

/** A pane before anything was said to it. One that came later can be asked what the first one was. */
export function UnaskedPane({ model, first, onAsk }: UnaskedPaneProps) {
  return first ? <LaterPane model={model} first={first} onAsk={onAsk} /> : <Unasked model={model} />;
}

function LaterPane({ model, first, onAsk }: UnaskedPaneProps & { readonly first: SessionStore }) {
  const runs = useSession(first, (view) => view.runs);
  const asked = [...runs.values()]
    .filter(({ startedAt, retryOf }) => startedAt !== null && retryOf === undefined)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  function ask() {
    for (const { input, metadata, id } of asked) {
      onAsk(input, typeof metadata.comparison === "string" ? metadata.comparison : id);
    }
  }
  const catchUp = (
    <Button onClick={ask}>
      {asked.length === 1 ? "Ask it the same" : `Ask it the same ${asked.length} messages`}
    </Button>
  );
  return <Unasked model={model} action={asked.length > 0 ? catchUp : null} />;
}

function Unasked({ model, action = null }: { readonly model: string; readonly action?: ReactNode }) {
  return (
    <div className="grid flex-1 place-items-center">
      <EmptyState title="Not asked yet" description={`${model} answers here.`} action={action} />
    </div>
  );
}
