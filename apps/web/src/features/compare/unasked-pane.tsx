"use client";
import { messageText } from "#features/conversation/index.ts";
import { type SessionStore, useSession } from "#features/live/index.ts";
import { Button } from "#ui/button.tsx";
import { EmptyState } from "#ui/empty-state.tsx";

type UnaskedPaneProps = {
  readonly model: string;
  /** A pane that may have been asked something already. */
  readonly first: SessionStore | null;
  readonly onAsk: (text: string, comparison: string) => void;
};

/** A pane before anything was said to it. One that came later can be asked what the first one was. */
export function UnaskedPane({ model, first, onAsk }: UnaskedPaneProps) {
  return (
    <div className="grid flex-1 place-items-center">
      <EmptyState
        title="Not asked yet"
        description={`${model} answers here.`}
        action={first ? <CatchUp first={first} onAsk={onAsk} /> : null}
      />
    </div>
  );
}

function CatchUp({ first, onAsk }: { first: SessionStore; onAsk: UnaskedPaneProps["onAsk"] }) {
  const messages = useSession(first, (view) => view.transcript.messages);
  const asked = messages.filter((message) => message.role === "user" && !message.superseded);
  if (asked.length === 0) return null;
  function ask() {
    const { runs } = first.view();
    for (const message of asked) {
      const comparison = runs.get(message.runId ?? "")?.metadata.comparison;
      onAsk(messageText(message), typeof comparison === "string" ? comparison : message.id);
    }
  }
  return (
    <Button onClick={ask}>
      {asked.length === 1 ? "Ask it the same" : `Ask it the same ${asked.length} messages`}
    </Button>
  );
}
