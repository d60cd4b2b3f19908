"use client";
import { type App, EnvironmentName } from "@slipway/schemas/apps/app";
import { type FormEvent, useId, useState } from "react";
import { RevisionChanges } from "#features/config-diff/index.ts";
import { Button } from "#ui/button.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";
import { environmentsOf, environmentTitle } from "./environments.ts";
import { useDeploy } from "./use-deploy.ts";

type DeployDialogProps = {
  readonly app: App;
  readonly revision: number;
  /** Null: a new one, whose name is asked for. */
  readonly environment: string | null;
  readonly onClose: () => void;
};

/** Shows what will run differently, then deploys or rolls back. */
export function DeployDialog({ app, revision, environment, onClose }: DeployDialogProps) {
  const formId = useId();
  const deploy = useDeploy(app);
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string | undefined>();
  const current = environment === null ? undefined : app.deployments[environment];
  const isRollBack = current !== undefined && revision < current;
  const verb = isRollBack ? "Roll back" : "Deploy";

  function submit(event: FormEvent) {
    event.preventDefault();
    const fault = environment === null ? faultOf(name, app) : undefined;
    setProblem(fault);
    if (fault) return;
    deploy.mutate({ environment: environment ?? name, revision }, { onSuccess: onClose });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size={current === undefined ? "md" : "lg"}
      title={titleOf({ environment, revision, isRollBack })}
      description={explain(environment, current)}
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} loading={deploy.isPending}>
            {isRollBack ? `${verb} to revision ${revision}` : `${verb} revision ${revision}`}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {environment === null ? (
          <Field
            label="Name of the environment"
            help="Lower-case letters, digits and dashes. Callers name it to run what it points at."
            error={problem}
          >
            <Input value={name} onValueChange={setName} autoComplete="off" placeholder="pilot-eu" />
          </Field>
        ) : null}
        {deploy.error ? (
          <p role="alert" className="text-danger-text">
            Nothing was deployed. {deploy.error.message}
          </p>
        ) : null}
        {current === undefined ? null : (
          <RevisionChanges appId={app.id} from={current} to={revision} className="max-h-[50dvh]" />
        )}
      </form>
    </Dialog>
  );
}

type Wanted = {
  readonly environment: string | null;
  readonly revision: number;
  readonly isRollBack: boolean;
};

function titleOf({ environment, revision, isRollBack }: Wanted): string {
  if (environment === null) return `Deploy revision ${revision} to a new environment`;
  return isRollBack
    ? `Roll ${environment} back to revision ${revision}`
    : `Deploy revision ${revision} to ${environment}`;
}

function explain(environment: string | null, current: number | undefined): string {
  const now =
    current === undefined
      ? "Nothing runs there yet."
      : `${environmentTitle(environment ?? "")} runs revision ${current} now. This is what changes.`;
  return environment === "production"
    ? `${now} Callers who name neither revision nor environment get it with their next run.`
    : now;
}

function faultOf(name: string, app: App): string | undefined {
  const parsed = EnvironmentName.safeParse(name);
  if (!parsed.success) return parsed.error.issues[0]?.message;
  return environmentsOf(app).includes(name) ? `${name} exists already: choose it in the menu.` : undefined;
}
