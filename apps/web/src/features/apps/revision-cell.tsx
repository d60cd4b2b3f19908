import type { App } from "@slipway/schemas/apps/app";
import { Badge } from "#ui/badge.tsx";

/** What production runs; while nothing is deployed there, the newest revision, which is what an invoke then gets. */
export function RevisionCell({ app }: { app: App }) {
  const production = app.deployments.production;
  if (production === undefined) return <span className="text-muted tabular-nums">r{app.latestRevision}</span>;
  const isBehind = production < app.latestRevision;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Badge tone="success">production r{production}</Badge>
      {isBehind ? <span className="text-faint tabular-nums">newest r{app.latestRevision}</span> : null}
    </span>
  );
}
