"use client";
import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { sessionStore } from "#features/live/index.ts";
import { ApiError } from "#lib/api-error.ts";
import { useApp } from "#lib/use-app.ts";
import { ButtonLink } from "#ui/button-link.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { ErrorState } from "#ui/error-state.tsx";
import { DraftConfig } from "./draft-config.ts";
import { readDraft, type StoredDraft } from "./draft-storage.ts";
import type { PlaygroundLayouts } from "./layout-cookie.ts";
import { type Opening, OpeningPlayground } from "./opening-playground.tsx";
import { Playground } from "./playground.tsx";
import { PlaygroundSkeleton } from "./playground-skeleton.tsx";
import { readNewestRevision, readRevision } from "./read-revision.ts";
import type { Base } from "./use-draft.ts";

type PlaygroundLoaderProps = {
  readonly slug: string;
  readonly layouts: PlaygroundLayouts;
  /** What the address names, as far as the server has told it with the page. */
  readonly opening: Opening | null;
};

/** Reads an app and the revision that its draft stands on, then opens the playground on them. */
export function PlaygroundLoader({ slug, layouts, opening }: PlaygroundLoaderProps) {
  useWarmSession(useSearchParams().get("session"));
  const app = useApp(slug);
  const appId = app.data?.id;
  const start = useQuery({
    queryKey: ["apps", "start", appId],
    queryFn: ({ signal }) => readStart({ appId: appId ?? "", slug }, signal),
    enabled: appId !== undefined,
    // The playground takes it from here: what is committed meanwhile is told at the next commit, not put under the pen.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (app.data && start.data) {
    return (
      <Playground
        key={app.data.id}
        start={{ type: app.data.type, slug: app.data.slug, draftKey: `app:${app.data.id}`, ...start.data }}
        layouts={layouts}
        opening={opening}
      />
    );
  }
  const error = app.error ?? start.error;
  if (error instanceof ApiError && error.code === "not_found") return <NoSuchApp />;
  if (!error && opening) return <OpeningPlayground opening={opening} layouts={layouts} />;
  if (!error) return <PlaygroundSkeleton />;
  return (
    <div className="grid flex-1 place-items-center p-6">
      <ErrorState
        title="This app could not be read"
        description={error.message}
        reference={error instanceof ApiError ? (error.requestId ?? undefined) : undefined}
        onRetry={() => void (app.error ? app.refetch() : start.refetch())}
      />
    </div>
  );
}

/** Begins to read a session at once, beside what has to be there before it can be shown. */
function useWarmSession(sessionId: string | null): void {
  useEffect(() => (sessionId ? sessionStore(sessionId).subscribe(() => undefined) : undefined), [sessionId]);
}

async function readStart(
  { appId, slug }: { readonly appId: string; readonly slug: string },
  signal: AbortSignal,
): Promise<{ base: Base; kept: DraftConfig | null }> {
  const kept = readDraft(localStorage, `app:${appId}`);
  const revision = await readBase(slug, kept, signal);
  const base = { number: revision.number, config: DraftConfig.parse(revision.config) };
  return { base, kept: kept?.base === base.number ? kept.config : null };
}

/** A kept draft stands on the revision that it was made from, whatever was committed since. */
function readBase(slug: string, kept: StoredDraft | null, signal: AbortSignal) {
  return kept?.base ? readRevision(slug, kept.base, signal) : readNewestRevision(slug, signal);
}

function NoSuchApp() {
  return (
    <div className="grid flex-1 place-items-center">
      <EmptyState
        headingLevel={1}
        title="There is no such app"
        description="It may have been renamed, or it belongs to a project you are not a member of."
        action={<ButtonLink href={"/apps" as Route}>All apps</ButtonLink>}
      />
    </div>
  );
}
