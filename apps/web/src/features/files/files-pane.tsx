"use client";
import { FolderOpen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { blankSessionStore, type SessionStore, useSession } from "#features/live/index.ts";
import { LoadProblem } from "#lib/load-problem.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { DropArea } from "./drop-area.tsx";
import { FilePreview } from "./file-preview.tsx";
import { FileTree } from "./file-tree.tsx";
import { UploadButton } from "./upload-button.tsx";
import { useSessionFiles } from "./use-session-files.ts";
import { useUpload } from "./use-upload.ts";

type FilesPaneProps = {
  readonly store: SessionStore;
  readonly sessionId: string | null;
  /** The session that files go into: begun where nothing was said yet. */
  readonly onBeginSession: () => Promise<string>;
};

/** What the agent works on: the session's files, each to look at, with what the newest run changed. Files can be dropped on it. */
export function FilesPane({ store, sessionId, onBeginSession }: FilesPaneProps) {
  const { current, upload, takeBack } = useUpload(onBeginSession);
  const add = <UploadButton busy={current !== null} onFiles={(files) => void upload(files)} />;
  const isBlank = sessionId === null || store === blankSessionStore;
  return (
    <DropArea onFiles={(files) => void upload(files)}>
      <p role="status" className="sr-only">
        {current === null ? "" : `Uploading ${current}`}
      </p>
      {isBlank ? (
        <NoFiles action={add} />
      ) : (
        <SessionFilesPane
          key={sessionId}
          store={store}
          sessionId={sessionId}
          uploading={current}
          onUpload={(files) => void upload(files)}
          onTakeBack={(path) => void takeBack(sessionId, path)}
        />
      )}
    </DropArea>
  );
}

type SessionFilesPaneProps = {
  readonly store: SessionStore;
  readonly sessionId: string;
  readonly uploading: string | null;
  readonly onUpload: (files: readonly File[]) => void;
  readonly onTakeBack: (path: string) => void;
};

function SessionFilesPane({ store, sessionId, uploading, onUpload, onTakeBack }: SessionFilesPaneProps) {
  const touched = useSession(store, (view) => view.touched);
  const list = useSessionFiles(store, sessionId);
  const changedAt = useSession(store, (view) => view.filesChangedAt);
  const uploads = useSession(store, (view) => view.uploads);
  const version = `${changedAt}.${uploads}`;
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
        onTakeBack={
          file.waiting
            ? () => {
                setSelected(null);
                onTakeBack(file.path);
              }
            : undefined
        }
      />
    );
  }
  if (files.length === 0)
    return <NoFiles action={<UploadButton busy={uploading !== null} onFiles={onUpload} />} />;
  const changed = files.filter(({ change }) => change !== null).length;
  return (
    <section aria-label="Files" className="flex h-full min-h-0 flex-col">
      <h2 className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3 font-medium">
        Files
        <span className="text-12 font-normal text-muted">
          {changed > 0 ? `${changed} changed in the last run` : null}
        </span>
        <span className="-mr-2 ml-auto">
          <UploadButton quiet busy={uploading !== null} onFiles={onUpload} />
        </span>
      </h2>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <FileTree files={files} touched={touched} selected={selected} onSelect={setSelected} />
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

function NoFiles({ action }: { action: ReactNode }) {
  return (
    <EmptyState
      icon={<FolderOpen />}
      title="No files yet"
      description="What the agent writes in this conversation's workspace appears here. Drop files to give it something to work on."
      action={action}
    />
  );
}
