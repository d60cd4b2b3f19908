"use client";
import { FolderOpen } from "lucide-react";
import { useState } from "react";
import { blankSessionStore, type SessionStore, useSession } from "#features/live/index.ts";
import { LoadProblem } from "#lib/load-problem.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { FilePreview } from "./file-preview.tsx";
import { FileTree } from "./file-tree.tsx";
import { useSessionFiles } from "./use-session-files.ts";

type FilesPaneProps = { readonly store: SessionStore; readonly sessionId: string | null };

/** What the agent works on: the session's files, each to look at, with what the newest run changed. */
export function FilesPane({ store, sessionId }: FilesPaneProps) {
  if (sessionId === null || store === blankSessionStore) return <NoFiles />;
  return <SessionFilesPane key={sessionId} store={store} sessionId={sessionId} />;
}

function SessionFilesPane({ store, sessionId }: { store: SessionStore; sessionId: string }) {
  const list = useSessionFiles(store, sessionId);
  const version = useSession(store, (view) => view.filesChangedAt);
  const [selected, setSelected] = useState<string | null>(null);
  const [showsChange, setShowsChange] = useState(true);
  const files = list.data?.files ?? [];
  const file = files.find(({ path }) => path === selected);
  if (list.error && !list.data) {
    return (
      <LoadProblem
        what="The files"
        error={list.error}
        onRetry={() => void list.refetch()}
        retrying={list.isFetching}
      />
    );
  }
  if (!list.data) return <Skeleton className="m-3 h-24" />;
  if (file) {
    return (
      <FilePreview
        key={file.path}
        sessionId={sessionId}
        file={file}
        version={version}
        showsChange={showsChange}
        onShowChange={setShowsChange}
        onBack={() => setSelected(null)}
      />
    );
  }
  if (files.length === 0) return <NoFiles />;
  const changed = files.filter(({ change }) => change !== null).length;
  return (
    <section aria-label="Files" className="flex h-full min-h-0 flex-col">
      <h2 className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3 font-medium">
        Files
        <span className="text-12 font-normal text-muted">
          {changed > 0 ? `${changed} changed in the last run` : null}
        </span>
      </h2>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <FileTree files={files} selected={selected} onSelect={setSelected} />
        {list.data.hasMore ? (
          <p className="px-3 py-2 text-12 text-muted">There are more files than are shown.</p>
        ) : null}
        {list.data.leftOutCount > 0 ? (
          <p className="px-3 py-2 text-12 text-muted">
            {list.data.leftOutCount} more are too large to keep, or no files.
          </p>
        ) : null}
      </div>
    </section>
  );
}

function NoFiles() {
  return (
    <EmptyState
      icon={<FolderOpen />}
      title="No files yet"
      description="What the agent writes in this conversation's workspace appears here."
    />
  );
}
