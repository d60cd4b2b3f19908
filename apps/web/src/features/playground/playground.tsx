"use client";
import { useSearchParams } from "next/navigation";
import { Conversation } from "#features/conversation/index.ts";
import { FilesPane } from "#features/files/index.ts";
import { ResizablePanels } from "#ui/resizable-panels.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { BlankConversation } from "./blank-conversation.tsx";
import { ConfigPane } from "./config-pane.tsx";
import { DraftNotice } from "./draft-notice.tsx";
import { agentLayoutCookie, layoutCookie, type PlaygroundLayouts } from "./layout-cookie.ts";
import { PlaygroundHeader } from "./playground-header.tsx";
import { showSession, showView, type View } from "./playground-url.ts";
import { SessionBar } from "./session-bar.tsx";
import { useNarrow } from "./use-narrow.ts";
import { type PlaygroundStart, usePlayground } from "./use-playground.ts";

type PlaygroundProps = {
  readonly start: PlaygroundStart;
  /** The regions' sizes, as this browser remembers them. */
  readonly layouts: PlaygroundLayouts;
};

/** Configuration at the left, conversation at the right: what is changed there is talked to here, committed or not. */
export function Playground({ start, layouts }: PlaygroundProps) {
  const playground = usePlayground(start);
  const { app, slug, place, sessionId, store, draft, text, errors, unsent, sending } = playground;
  const isNarrow = useNarrow();
  const hasFiles = start.type === "agent";
  const view = parseView(useSearchParams().get("view"), hasFiles);

  const configuration = (
    <ConfigPane key={`${draft.base.number}`} type={start.type} draft={draft} text={text} errors={errors} />
  );
  const conversation = (
    <div className="flex h-full min-h-0 flex-col">
      <SessionBar appId={app?.id ?? null} sessionId={sessionId} />
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
          blocked={blockedBy(playground)}
          onOpenSession={openBranch}
          empty={<BlankConversation model={draft.config.model} type={start.type} />}
        />
      </div>
    </div>
  );
  const files = hasFiles ? <FilesPane store={store} sessionId={sessionId} /> : null;
  return (
    <>
      <PlaygroundHeader playground={playground} name={app?.name ?? start.name ?? slug ?? ""} />
      <DraftNotice app={app} draft={draft} wasKept={start.kept !== null} onRebase={playground.rebase} />
      {isNarrow ? (
        <Tabs
          label="Playground"
          value={view}
          onValueChange={showView}
          className="min-h-0 flex-1"
          tabs={[
            { value: "conversation", label: "Conversation", content: conversation },
            ...(files ? [{ value: "files" as const, label: "Files", content: files }] : []),
            { value: "configuration", label: "Configuration", content: configuration },
          ]}
        />
      ) : (
        <div className="min-h-0 flex-1">
          <ResizablePanels
            layoutCookie={hasFiles ? agentLayoutCookie : layoutCookie}
            layout={hasFiles ? layouts.agent : layouts.plain}
            panels={[
              {
                id: "configuration",
                content: configuration,
                defaultSize: hasFiles ? "28%" : "36%",
                minSize: 260,
                collapsible: true,
              },
              {
                id: "conversation",
                content: conversation,
                defaultSize: hasFiles ? "48%" : "64%",
                minSize: 340,
              },
              ...(files
                ? [{ id: "files", content: files, defaultSize: "24%", minSize: 200, collapsible: true }]
                : []),
            ]}
          />
        </div>
      )}
    </>
  );
}

function parseView(value: string | null, hasFiles: boolean): View {
  if (value === "configuration") return "configuration";
  return value === "files" && hasFiles ? "files" : "conversation";
}

function openBranch(sessionId: string) {
  showSession(sessionId, "push");
}

/** Why nothing can be sent now, in words. */
function blockedBy({ app, errors, text }: ReturnType<typeof usePlayground>): string | undefined {
  if (app?.archivedAt) return "This app is archived.";
  if (text.fault) return "The configuration’s text has an error.";
  return errors.size > 0 ? "The configuration has an error." : undefined;
}
