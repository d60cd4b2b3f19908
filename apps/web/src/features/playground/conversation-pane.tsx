"use client";
import type { AppType } from "@slipway/schemas/apps/app-type";
import type { ReactNode } from "react";
import { Conversation } from "#features/conversation/index.ts";
import { type SessionView, useSession } from "#features/live/index.ts";
import { BlankConversation } from "./blank-conversation.tsx";
import { CheckNote } from "./check-note.tsx";
import { showSession } from "./playground-url.ts";
import { SessionBar } from "./session-bar.tsx";
import type { usePlayground } from "./use-playground.ts";
import { ConversationValues } from "./values/conversation-values.tsx";
import { fixedValues } from "./values/fixed-values.ts";
import { missingValues } from "./values/given-values.ts";

type Playground = ReturnType<typeof usePlayground>;

type ConversationPaneProps = {
  readonly playground: Playground;
  readonly type: AppType;
  /** Why nothing can be sent now. */
  readonly blocked: string | undefined;
  /** This session's last words, where they were there before it. */
  readonly lastWords: ReactNode;
};

/** Which conversation is shown, the values that it has, and the conversation itself. */
export function ConversationPane({ playground, type, blocked, lastWords }: ConversationPaneProps) {
  const { app, place, sessionId, store, draft, unsent, sending, filling, check } = playground;
  const isValueMissing = useSession(store, (view) => isMissing(filling, view));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <SessionBar appId={app?.id ?? null} sessionId={sessionId} />
      {filling.variables.length > 0 ? (
        <ConversationValues
          key={`values ${place.key}`}
          store={store}
          variables={filling.variables}
          values={filling.values}
          onValueChange={filling.setValue}
        />
      ) : null}
      <div className="min-h-0 flex-1">
        <Conversation
          key={place.key}
          store={store}
          outgoing={sending.outgoing.filter((message) => message.place === place.key)}
          refusal={sending.refusal}
          onDismissRefusal={sending.dismissRefusal}
          onSend={(text, steers) => {
            unsent.setText("");
            void sending.send({ text, place: place.key, sessionId, steers });
          }}
          onGiveBack={unsent.giveBack}
          text={unsent.text}
          onTextChange={unsent.setText}
          blocked={blocked ?? (isValueMissing ? "Fill in the values above." : undefined)}
          note={<CheckNote check={check} />}
          onOpenSession={openBranch}
          lastWords={lastWords}
          empty={<BlankConversation model={draft.config.model} type={type} />}
        />
      </div>
    </div>
  );
}

function openBranch(sessionId: string) {
  showSession(sessionId, "push");
}

/** Whether a session's next message lacks a value that the session has not begun with. */
function isMissing({ variables, values }: Playground["filling"], view: SessionView): boolean {
  return missingValues(variables, { ...values, ...fixedValues(view.runs.values()) }).length > 0;
}
