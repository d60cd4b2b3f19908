"use client";
import { useState } from "react";
import { fileUrl } from "#lib/file-url.ts";

/** A picture of the workspace as it is now, from its own address. One that is not there (any more) shows nothing. */
export function WorkspacePicture({ sessionId, path }: { sessionId: string; path: string }) {
  const [isGone, setIsGone] = useState(false);
  if (isGone) return null;
  return (
    // biome-ignore lint/performance/noImgElement: it comes from the session's files, which no image service may read.
    <img
      src={fileUrl(sessionId, path)}
      alt={path}
      title={`${path}, as it is in the workspace now`}
      loading="lazy"
      onError={() => setIsGone(true)}
      className="max-h-80 max-w-full self-start rounded-md border border-line"
    />
  );
}
