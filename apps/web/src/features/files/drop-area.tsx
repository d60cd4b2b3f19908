"use client";
import { type DragEvent, type ReactNode, useState } from "react";

type DropAreaProps = {
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
};

/** Takes files that are dragged onto it. The button beside it does the same for everybody else. */
export function DropArea({ onFiles, children }: DropAreaProps) {
  const [isOver, setIsOver] = useState(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is a pointer's; the button is there for everybody.
    <div
      role="presentation"
      className="relative h-full min-h-0"
      onDragEnter={(event) => hasFiles(event) && setIsOver(true)}
      onDragOver={(event) => {
        if (hasFiles(event)) event.preventDefault();
      }}
      onDragLeave={(event) => {
        const isInside =
          event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
        if (!isInside) setIsOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setIsOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver ? (
        <div className="pointer-events-none absolute inset-1.5 grid place-items-center rounded-md border border-dashed border-accent bg-surface/90 px-4 text-center text-13 font-medium text-accent-text">
          Drop files to put them into the workspace
        </div>
      ) : null}
    </div>
  );
}
