"use client";
import dynamic from "next/dynamic";
import { loadPart } from "#lib/load-part.ts";
import { Skeleton } from "#ui/skeleton.tsx";

/** The editor of texts is large and only some look at it: it is loaded with the first look. */
export const ConfigText = dynamic(
  async () => (await loadPart(() => import("./config-text.tsx"))).ConfigText,
  {
    ssr: false,
    loading: () => (
      <div aria-busy="true" className="p-3">
        <Skeleton className="h-40 w-full" />
      </div>
    ),
  },
);
