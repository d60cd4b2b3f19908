"use client";
import { useSearchParams } from "next/navigation";
import { Suspense } from "react";
import { lazyPart } from "#lib/lazy-part.ts";
import { ResizablePanels } from "#ui/resizable-panels.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { AfterFirstPaint } from "./after-first-paint.tsx";
import { ConfigPaneSkeleton } from "./config-pane-skeleton.tsx";
import { ConversationPane } from "./conversation-pane.tsx";
import { DraftNotice } from "./draft-notice.tsx";
import { agentLayoutCookie, layoutCookie, type PlaygroundLayouts } from "./layout-cookie.ts";
import type { Opening } from "./opening-playground.tsx";
import { panelLimits } from "./panel-limits.ts";
import { PlaygroundHeader } from "./playground-header.tsx";
import { showView, type View } from "./playground-url.ts";
import { useNarrow } from "./use-narrow.ts";
import { type PlaygroundStart, usePlayground } from "./use-playground.ts";

// What stands beside the words, and what only some apps have, is loaded when it is first shown.
const ConfigPane = lazyPart(async () => (await import("./config-pane.tsx")).ConfigPane);
const FilesPane = lazyPart(async () => (await import("#features/files/index.ts")).FilesPane);
const CompletionPane = lazyPart(
  async () => (await import("./completion/completion-pane.tsx")).CompletionPane,
);

type PlaygroundProps = {
  readonly start: PlaygroundStart;
  /** The regions' sizes, as this browser remembers them. */
  readonly layouts: PlaygroundLayouts;
  readonly opening?: Opening | null;
};

/** Configuration at the left, conversation at the right: what is changed there is talked to here, committed or not. */
export function Playground({ start, layouts, opening }: PlaygroundProps) {
  const playground = usePlayground(start);
  const { app, slug, sessionId, store, draft, text, errors, check } = playground;
  const isNarrow = useNarrow();
  const hasFiles = start.type === "agent";
  const limits = panelLimits(hasFiles);
  const view = parseView(useSearchParams().get("view"), hasFiles);

  // Whoever opens a conversation waits for its words: the form beside it is made once they stand there.
  const configuration = (
    <AfterFirstPaint meanwhile={<ConfigPaneSkeleton />}>
      <ConfigPane
        key={draft.edition}
        type={start.type}
        draft={draft}
        text={text}
        errors={new Map([...check.faults, ...errors])}
        warnings={check.warnings}
      />
    </AfterFirstPaint>
  );
  const isCompletion = start.type === "completion";
  const name = app?.name ?? start.name ?? slug ?? "";
  const conversation = isCompletion ? (
    <Suspense>
      <CompletionPane playground={playground} name={name} blocked={blockedBy(playground)} />
    </Suspense>
  ) : (
    <ConversationPane
      playground={playground}
      type={start.type}
      blocked={blockedBy(playground)}
      lastWords={opening?.sessionId === sessionId ? opening.words : undefined}
    />
  );
  const files = hasFiles ? (
    <AfterFirstPaint meanwhile={null}>
      <FilesPane store={store} sessionId={sessionId} onBeginSession={playground.beginSession} />
    </AfterFirstPaint>
  ) : null;
  return (
    <>
      <PlaygroundHeader playground={playground} name={name} />
      <DraftNotice app={app} draft={draft} wasKept={start.kept !== null} onRebase={playground.rebase} />
      {isNarrow ? (
        <Tabs
          label="Playground"
          value={view}
          onValueChange={showView}
          className="min-h-0 flex-1"
          tabs={[
            { value: "conversation", label: isCompletion ? "Run" : "Conversation", content: conversation },
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
              { id: "configuration", content: configuration, ...limits.configuration, collapsible: true },
              { id: "conversation", content: conversation, ...limits.conversation },
              ...(files ? [{ id: "files", content: files, ...limits.files, collapsible: true }] : []),
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

/** Why nothing can be sent now, in words. */
function blockedBy({ app, errors, text }: ReturnType<typeof usePlayground>): string | undefined {
  if (app?.archivedAt) return "This app is archived.";
  if (text.fault) return "The configuration’s text has an error.";
  return errors.size > 0 ? "The configuration has an error." : undefined;
}
