"use client";
import type { Project } from "@slipway/schemas/public-api/project";
import { toast } from "sonner";
import { LoadProblem } from "#lib/load-problem.tsx";
import { PageBody } from "#ui/page-body.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { Switch } from "#ui/switch.tsx";
import { RetentionSettings } from "./retention-settings.tsx";
import { useProject, useUpdateProject } from "./use-project.ts";

/** What holds for a whole project. Who may not change it sees how it is. */
export function ProjectSettingsPage({ canChange }: { canChange: boolean }) {
  const project = useProject();
  return (
    <>
      <PageHeader title="Settings" />
      <PageBody width="reading" busy={project.isPending}>
        {project.isPending ? <Skeleton className="h-24 w-full" /> : null}
        {project.error && !project.data ? (
          <LoadProblem
            what="The settings"
            error={project.error}
            onRetry={() => void project.refetch()}
            retrying={project.isFetching}
          />
        ) : null}
        {project.data ? (
          <div className="flex flex-col gap-8">
            <TraceSettings project={project.data} canChange={canChange} />
            <RetentionSettings project={project.data} canChange={canChange} />
          </div>
        ) : null}
      </PageBody>
    </>
  );
}

function TraceSettings({ project, canChange }: { project: Project; canChange: boolean }) {
  const change = useUpdateProject();
  const shown = change.variables?.capturesContent ?? project.capturesContent;

  function keep(capturesContent: boolean) {
    const onError = (error: Error) =>
      toast.error("The setting was not changed", { description: error.message });
    change.mutate({ capturesContent }, { onError, onSettled: () => change.reset() });
  }
  return (
    <Section
      title="Traces"
      description="Where a run's time went, step by step. They also go to your collector, if there is one."
    >
      <div className="flex items-start justify-between gap-6 rounded-md border border-line bg-surface p-3">
        <div className="min-w-0">
          <div className="font-medium">Keep what was said</div>
          <p className="text-muted text-pretty">
            Messages, tool inputs and results stand on spans, without what looks like a secret. Off: names,
            times, tokens and costs only, for runs that start from then on. Conversations are kept either way.
            {canChange ? null : " Only admins of the project can change it."}
          </p>
        </div>
        <Switch
          checked={shown}
          onCheckedChange={keep}
          disabled={!canChange || change.isPending}
          aria-label="Keep what was said"
        />
      </div>
    </Section>
  );
}
