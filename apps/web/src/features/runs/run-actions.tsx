"use client";
import { Run } from "@slipway/schemas/runs/run";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import { useMutation } from "@tanstack/react-query";
import { Ellipsis, Link2, RotateCcw, Square, SquareTerminal } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { snippetOf } from "#features/use-elsewhere/index.ts";
import { api } from "#lib/api-client.ts";
import { Button } from "#ui/button.tsx";
import { ButtonLink } from "#ui/button-link.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { Menu, MenuItem } from "#ui/menu.tsx";
import { useCopy } from "#ui/use-copy.ts";
import { useCancelRun } from "./use-cancel-run.ts";

type RunActionsProps = {
  readonly run: Run;
  /** It is of the project in which whoever looks works. */
  readonly canChange: boolean;
};

/** What can be done with a run. */
export function RunActions({ run, canChange }: RunActionsProps) {
  return canChange ? <OwnActions run={run} /> : <MoreActions run={run} isOwn={false} />;
}

function OwnActions({ run }: { run: Run }) {
  const cancel = useCancelRun(run.id);
  const retry = useRetry(run.id);
  return (
    <>
      {isFinalStatus(run.status) ? (
        <Button loading={retry.isPending} onClick={() => retry.mutate()}>
          <RotateCcw aria-hidden="true" />
          Retry
        </Button>
      ) : (
        <Button loading={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
          <Square aria-hidden="true" className="fill-current" />
          Stop
        </Button>
      )}
      <ButtonLink href={`/apps/${run.app.slug}?session=${run.sessionId}` as Route} className="max-sm:hidden">
        Open in playground
      </ButtonLink>
      <MoreActions run={run} isOwn />
    </>
  );
}

function MoreActions({ run, isOwn }: { run: Run; isOwn: boolean }) {
  const { copy } = useCopy();
  const router = useRouter();
  async function take(text: string, said: string) {
    if (await copy(text)) toast.success(said);
    else toast.error("Copying was refused by the browser");
  }
  return (
    <Menu trigger={<IconButton label="More actions" icon={<Ellipsis />} />}>
      {isOwn ? (
        <MenuItem
          label="Open in playground"
          onSelect={() => router.push(`/apps/${run.app.slug}?session=${run.sessionId}` as Route)}
        />
      ) : null}
      <MenuItem
        icon={<SquareTerminal />}
        label="Copy as curl"
        onSelect={() => void take(curlOf(run), "Copied as curl")}
      />
      <MenuItem
        icon={<Link2 />}
        label="Copy link"
        onSelect={() => void take(window.location.href, "Link copied")}
      />
    </Menu>
  );
}

/** The same input again, to the same revision; a draft's goes to what is deployed. */
function curlOf({ app, input, revision }: Run): string {
  return snippetOf("curl", {
    origin: window.location.origin,
    slug: app.slug,
    target: revision === null ? null : { revision },
    input,
  });
}

/** Answers the run's message anew, and goes to the page of the new run. */
function useRetry(runId: string) {
  const router = useRouter();
  return useMutation({
    mutationFn: () => api.post(`/runs/${runId}/retry`, { schema: Run, headers: { prefer: "respond-async" } }),
    onSuccess: (run) => router.push(`/runs/${run.id}` as Route),
    onError: (error) => toast.error("The run was not retried", { description: error.message }),
  });
}
