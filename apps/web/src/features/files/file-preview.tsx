"use client";
import type { SessionFile } from "@slipway/schemas/files/session-file";
import { ArrowLeft, Download, Trash2 } from "lucide-react";
import { isPicture } from "#lib/file-kinds.ts";
import { fileUrl } from "#lib/file-url.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { FileContent } from "./file-content.tsx";
import { formatBytes } from "./format-bytes.ts";

type FilePreviewProps = {
  readonly sessionId: string;
  readonly file: SessionFile;
  readonly version: string;
  readonly showsChange: boolean;
  readonly onShowChange: (shows: boolean) => void;
  readonly onBack: () => void;
  /** Of a file that no run has found yet. */
  readonly onTakeBack: (() => void) | undefined;
};

/** One file: its text with line numbers, its picture or table, or what the newest run changed in it. */
export function FilePreview({
  sessionId,
  file,
  version,
  showsChange,
  onShowChange,
  onBack,
  onTakeBack,
}: FilePreviewProps) {
  const canCompare = file.change !== null && file.kind === "file" && !isPicture(file.path);
  const isChange = canCompare && (showsChange || file.change === "deleted");
  return (
    <section aria-label={file.path} className="flex h-full min-h-0 flex-col">
      <header className="flex h-10 shrink-0 items-center gap-1.5 border-b border-line pr-1.5 pl-1">
        <IconButton label="All files" icon={<ArrowLeft />} size="sm" tooltipSide="bottom" onClick={onBack} />
        <span title={file.path} className="min-w-0 truncate font-medium">
          {file.path}
        </span>
        {file.size === null ? null : (
          <span className="shrink-0 text-12 text-muted tabular-nums">{formatBytes(file.size)}</span>
        )}
        <span className="ml-auto flex shrink-0 items-center gap-0.5">
          {canCompare && file.change !== "deleted" ? (
            <button
              type="button"
              aria-pressed={isChange}
              onClick={() => onShowChange(!isChange)}
              className="h-6 rounded-sm px-1.5 text-12 text-muted hover:bg-hover hover:text-text aria-pressed:bg-selected aria-pressed:text-text pointer-coarse:h-10"
            >
              Changes
            </button>
          ) : null}
          {onTakeBack ? (
            <IconButton
              label="Take back"
              icon={<Trash2 />}
              size="sm"
              tooltipSide="bottom"
              onClick={onTakeBack}
            />
          ) : null}
          {file.change === "deleted" || file.kind !== "file" ? null : (
            <a
              href={fileUrl(sessionId, file.path, { download: true })}
              download
              aria-label={`Save ${file.path}`}
              title="Save"
              className="grid size-6 place-items-center rounded-md text-muted hover:bg-hover hover:text-text pointer-coarse:size-10"
            >
              <Download aria-hidden="true" className="size-4" />
            </a>
          )}
        </span>
      </header>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2"
      >
        <FileContent sessionId={sessionId} file={file} version={version} isChange={isChange} />
      </div>
    </section>
  );
}
