"use client";
import type { AdminOverview } from "@slipway/schemas/public-api/admin-overview";
import type { Route } from "next";
import { LoadProblem } from "#lib/load-problem.tsx";
import { useUrlState } from "#lib/use-url-state.ts";
import { ButtonLink } from "#ui/button-link.tsx";
import { formatCount } from "#ui/format-count.ts";
import { PageBody } from "#ui/page-body.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { SegmentedControl } from "#ui/segmented-control.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { OverviewCharts } from "./overview-charts.tsx";
import { OverviewTiles } from "./overview-tiles.tsx";
import { ProjectTable } from "./project-table.tsx";
import { parseRange, rangeWords } from "./ranges.ts";
import { RunnerTable } from "./runner-table.tsx";
import { TelemetryTable } from "./telemetry-table.tsx";
import { useOverview } from "./use-overview.ts";

/** How the whole instance is doing, for its owner. */
export function AdminPage() {
  const [asked, setRange] = useUrlState("range");
  const range = parseRange(asked);
  const { data, error, isPending, isFetching, refetch } = useOverview(range);
  return (
    <>
      <PageHeader
        title="Admin"
        action={
          <SegmentedControl
            label="Time"
            value={range}
            onValueChange={setRange}
            options={[
              { value: "1h", label: "1 hour" },
              { value: "24h", label: "24 hours" },
              { value: "7d", label: "7 days" },
            ]}
          />
        }
      />
      <PageBody width="reading" busy={isPending}>
        {isPending ? <Skeleton className="h-80 w-full" /> : null}
        {error && !data ? (
          <LoadProblem
            what="The overview"
            error={error}
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        ) : null}
        {data ? (
          <>
            <OverviewTiles overview={data} />
            <OverviewCharts overview={data} />
            <Section
              title="Cost by project"
              description={`What ended within ${rangeWords[data.range].label}.`}
              action={<ButtonLink href={"/runs?project=all" as Route}>Runs of all projects</ButtonLink>}
            >
              <ProjectTable projects={data.projects} />
            </Section>
            <Section title="Runners">
              <RunnerTable runners={data.runners} webVersion={data.web.contractVersion} />
            </Section>
            <Section
              title="Telemetry"
              description={`${lostWords(data.spansLost)} Runs go on whatever becomes of spans. Counted since each process started.`}
            >
              <TelemetryTable overview={data} />
            </Section>
          </>
        ) : null}
      </PageBody>
    </>
  );
}

function lostWords({ store, otlp }: AdminOverview["spansLost"]): string {
  if (store + otlp === 0) return "No span was lost, in any web or runner.";
  const lost = [
    ...(store > 0 ? [`${formatCount(store)} did not get into the database`] : []),
    ...(otlp > 0 ? [`${formatCount(otlp)} did not get to the collector`] : []),
  ];
  return `Of the spans of all webs and runners, ${lost.join(" and ")}.`;
}
