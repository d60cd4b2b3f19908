"use client";
import type { Run } from "@slipway/schemas/runs/run";
import type { Route } from "next";
import { Markdown, UserMessage } from "#features/conversation/index.ts";
import { ButtonLink } from "#ui/button-link.tsx";
import { Drawer } from "#ui/drawer.tsx";
import { StatusDot } from "#ui/status-dot.tsx";
import { compareFigures } from "./compare-figures.ts";
import { describeInput } from "./describe-input.ts";
import { FigureLine } from "./figure-line.tsx";

type CaseRunDrawerProps = {
  readonly title: string;
  readonly run: Run | undefined;
  readonly onClose: () => void;
};

/** What a case's run was asked and answered, to read in full. */
export function CaseRunDrawer({ title, run, onClose }: CaseRunDrawerProps) {
  return (
    <Drawer title={title} open={run !== undefined} onOpenChange={(open) => !open && onClose()}>
      {run ? (
        <div className="flex flex-col gap-4 p-4">
          <UserMessage text={describeInput(run.input)} />
          {run.output ? <Markdown text={run.output.text} open={false} /> : null}
          {run.error ? (
            <p className="rounded-md bg-danger-fill px-3 py-2 text-pretty wrap-anywhere">
              <span className="font-medium text-danger-text">{run.error.message}</span> {run.error.hint}
            </p>
          ) : null}
          <div className="flex flex-wrap items-center gap-3 border-t border-line pt-3">
            <StatusDot status={run.status} showLabel />
            <FigureLine figures={compareFigures(run, undefined)} />
            <ButtonLink size="sm" href={`/runs/${run.id}` as Route} className="ml-auto">
              Open the run
            </ButtonLink>
          </div>
        </div>
      ) : null}
    </Drawer>
  );
}
