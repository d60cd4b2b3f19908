"use client";
import type { App, Deployment } from "@slipway/schemas/apps/app";
import { Rocket } from "lucide-react";
import { useState } from "react";
import { LoadProblem } from "#lib/load-problem.tsx";
import { Badge } from "#ui/badge.tsx";
import { Button } from "#ui/button.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { RelativeTime } from "#ui/relative-time.tsx";
import { TableSkeleton } from "#ui/table-skeleton.tsx";
import { DeployDialog } from "./deploy-dialog.tsx";
import { environmentsOf, environmentTitle } from "./environments.ts";
import { type Deployments, useDeployments } from "./use-deployments.ts";

/** What each environment ran and when, newest first, with the way back. */
export function DeploymentHistory({ app }: { app: App }) {
  const deployments = useDeployments(app.id);
  const [asked, setAsked] = useState<Deployment | null>(null);
  if (deployments.isPending) return <TableSkeleton rows={4} />;
  if (!deployments.data) {
    return (
      <LoadProblem
        what="The deployments"
        error={deployments.error}
        onRetry={() => void deployments.refetch()}
        retrying={deployments.isFetching}
      />
    );
  }
  if (deployments.data.history.length === 0) {
    return (
      <EmptyState
        icon={<Rocket />}
        title="Nothing is deployed yet"
        description="Until production points at a revision, callers who name none get the newest one."
      />
    );
  }
  return (
    <div className="flex flex-col gap-6 p-4">
      {environmentsOf(app).map((environment) => (
        <EnvironmentHistory
          key={environment}
          environment={environment}
          deployments={deployments.data}
          canDeploy={app.archivedAt === null}
          onRollBack={setAsked}
        />
      ))}
      {asked ? (
        <DeployDialog
          app={app}
          revision={asked.revision}
          environment={asked.environment}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </div>
  );
}

type EnvironmentHistoryProps = {
  readonly environment: string;
  readonly deployments: Deployments;
  readonly canDeploy: boolean;
  readonly onRollBack: (deployment: Deployment) => void;
};

function EnvironmentHistory({ environment, deployments, canDeploy, onRollBack }: EnvironmentHistoryProps) {
  const history = deployments.history.filter((entry) => entry.environment === environment);
  const current = history[0];
  if (!current) return null;
  return (
    <section aria-label={environmentTitle(environment)}>
      <h2 className="flex items-center gap-2 pb-1 font-medium">
        {environmentTitle(environment)} <Badge tone="success">r{current.revision}</Badge>
      </h2>
      <ol className="border-t border-line">
        {history.map((entry, at) => (
          <li
            key={entry.number}
            className="flex min-h-9 flex-wrap items-center gap-x-3 border-b border-line py-1"
          >
            <span className="w-28 tabular-nums">Revision {entry.revision}</span>
            <span className="min-w-0 flex-1 truncate text-muted">
              {entry.deployedBy ?? "Somebody"} · <RelativeTime at={entry.deployedAt} />
            </span>
            {at === 0 ? <span className="text-12 text-muted">in force</span> : null}
            {canDeploy && entry.revision !== current.revision ? (
              <Button size="sm" variant="ghost" onClick={() => onRollBack(entry)}>
                {entry.revision < current.revision ? "Roll back to" : "Deploy"} r{entry.revision}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
