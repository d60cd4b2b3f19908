"use client";
import type { SessionFile } from "@slipway/schemas/files/session-file";
import type { ReactNode } from "react";
import { DiffText, diffLines } from "#features/tools/index.ts";
import { isPicture, isTable } from "#lib/file-kinds.ts";
import { fileUrl } from "#lib/file-url.ts";
import { Skeleton } from "#ui/skeleton.tsx";
import { Lines, Table } from "./file-text-views.tsx";
import { useFileText } from "./use-file-text.ts";

type FileContentProps = {
  readonly sessionId: string;
  readonly file: SessionFile;
  readonly version: string;
  /** What the newest run changed, not what the file says. */
  readonly isChange: boolean;
};

/** Beyond this a browser has better things to do: it can be saved. */
const maxPreviewBytes = 1_000_000;

/** What is in a file, in the form that suits it. */
export function FileContent({ sessionId, file, version, isChange }: FileContentProps) {
  if (file.kind !== "file") return <Note>A link: it is not followed here.</Note>;
  if (isPicture(file.path)) {
    if (file.change === "deleted") return <Note>The picture was deleted in the last run.</Note>;
    return (
      // biome-ignore lint/performance/noImgElement: the file is served as it is; there is nothing to optimise.
      <img
        key={version}
        src={fileUrl(sessionId, file.path)}
        alt={file.path}
        className="m-auto max-h-full max-w-full object-contain p-3"
      />
    );
  }
  if ((file.size ?? 0) > maxPreviewBytes) return <Note>Too large to show here. Save it to look at it.</Note>;
  const read = { sessionId, path: file.path, version, change: file.change };
  return isChange ? <ChangedText {...read} /> : <WholeText {...read} />;
}

type TextProps = {
  readonly sessionId: string;
  readonly path: string;
  readonly version: string;
  readonly change: SessionFile["change"];
};

function WholeText({ sessionId, path, version }: TextProps) {
  const text = useFileText({ sessionId, path, version, at: "now", isNeeded: true });
  if (text.error) return <Unreadable error={text.error} />;
  if (text.data === undefined) return <Skeleton className="m-3 h-24" />;
  if (text.data === null) return <NotText />;
  return isTable(path) ? <Table text={text.data} /> : <Lines text={text.data} />;
}

function ChangedText({ sessionId, path, version, change }: TextProps) {
  const now = useFileText({ sessionId, path, version, at: "now", isNeeded: change !== "deleted" });
  const before = useFileText({ sessionId, path, version, at: "before", isNeeded: change !== "created" });
  const error = now.error ?? before.error;
  if (error) return <Unreadable error={error} />;
  if (now.isLoading || before.isLoading) return <Skeleton className="m-3 h-24" />;
  if (now.data === null || before.data === null) return <NotText />;
  const lines = diffLines([{ oldText: before.data ?? "", newText: now.data ?? "" }]);
  if (lines.length === 0) return <Note>Its text is the same.</Note>;
  return (
    <div className="px-2.5 py-2 text-12">
      <DiffText lines={lines} />
    </div>
  );
}

function NotText() {
  return <Note>Not text. Save it to look at it.</Note>;
}

function Unreadable({ error }: { error: Error }) {
  return <Note>It could not be read: {error.message}</Note>;
}

function Note({ children }: { children: ReactNode }) {
  return <p className="p-3 text-muted">{children}</p>;
}
