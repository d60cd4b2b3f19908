"use client";
import type { App } from "@slipway/schemas/apps/app";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { sessionStore } from "#features/live/index.ts";
import { ApiError } from "#lib/api-error.ts";
import { appQuery } from "#lib/use-app.ts";
import { ButtonLink } from "#ui/button-link.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { ErrorState } from "#ui/error-state.tsx";
import { DraftConfig } from "./draft-config.ts";
import { readDraft } from "./draft-storage.ts";
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
  const start = useQuery({
    queryKey: ["apps", "start", slug],
    queryFn: ({ signal, client }) => readStart({ slug, client, signal }),
    // The playground takes it from here: what is committed meanwhile is told at the next commit, not put under the pen.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (start.data) {
    const { app, ...begin } = start.data;
    return (
      <Playground
        key={app.id}
        start={{ type: app.type, slug: app.slug, draftKey: `app:${app.id}`, ...begin }}
        layouts={layouts}
        opening={opening}
      />
    );
  }
  const { error } = start;
  if (error instanceof ApiError && error.code === "not_found") return <NoSuchApp />;
  if (!error && opening) return <OpeningPlayground opening={opening} layouts={layouts} />;
  if (!error) return <PlaygroundSkeleton />;
  return (
    <div className="grid flex-1 place-items-center p-6">
      <ErrorState
        title="This app could not be read"
        description={error.message}
        reference={error instanceof ApiError ? (error.requestId ?? undefined) : undefined}
        onRetry={() => void start.refetch()}
      />
    </div>
  );
}

/** Begins to read a session at once, beside what has to be there before it can be shown. */
function useWarmSession(sessionId: string | null): void {
  useEffect(() => (sessionId ? sessionStore(sessionId).subscribe(() => undefined) : undefined), [sessionId]);
}

type ReadStart = { readonly slug: string; readonly client: QueryClient; readonly signal: AbortSignal };
type Start = { readonly app: App; readonly base: Base; readonly kept: DraftConfig | null };

async function readStart({ slug, client, signal }: ReadStart): Promise<Start> {
  const [app, newest] = await Promise.all([
    client.fetchQuery(appQuery(slug)),
    readNewestRevision(slug, signal),
  ]);
  const kept = readDraft(localStorage, `app:${app.id}`);
  // A kept draft stands on the revision that it was made from, whatever was committed since.
  const isOlder = kept !== null && kept.base !== null && kept.base !== newest.number;
  const revision = isOlder ? await readRevision(slug, kept.base, signal) : newest;
  const base = { number: revision.number, config: DraftConfig.parse(revision.config) };
  return { app, base, kept: kept?.base === base.number ? kept.config : null };
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
