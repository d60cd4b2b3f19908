"use client";
import { type App, Deployment } from "@slipway/schemas/apps/app";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, ChevronDown, Rocket } from "lucide-react";
import { toast } from "sonner";
import { api } from "#lib/api-client.ts";
import { appKey } from "#lib/use-app.ts";
import { Button } from "#ui/button.tsx";
import { Menu, MenuGroup, MenuItem } from "#ui/menu.tsx";

const environments = ["development", "staging", "production"] as const;

/** Points an environment at the committed revision that the draft stands on. */
export function DeployMenu({ app, revision }: { app: App; revision: number }) {
  const client = useQueryClient();
  const deploy = useMutation({
    mutationFn: (environment: string) =>
      api.put(`/apps/${app.id}/deployments/${environment}`, { schema: Deployment, body: { revision } }),
    onSuccess: (deployment) => {
      void client.invalidateQueries({ queryKey: appKey(app.slug) });
      void client.invalidateQueries({ queryKey: ["apps", "all"] });
      toast.success(`${capitalise(deployment.environment)} runs revision ${deployment.revision}`);
    },
    onError: (error) => toast.error("Nothing was deployed", { description: error.message }),
  });
  return (
    <Menu
      trigger={
        <Button loading={deploy.isPending}>
          <Rocket aria-hidden="true" className="sm:hidden" />
          <span className="max-sm:sr-only">Deploy</span>
          <ChevronDown aria-hidden="true" />
        </Button>
      }
    >
      <MenuGroup label={`Revision ${revision} to`}>
        {environments.map((environment) => {
          const current = app.deployments[environment];
          const isThere = current === revision;
          return (
            <MenuItem
              key={environment}
              label={capitalise(environment)}
              description={current === undefined ? "Nothing deployed yet" : `Runs revision ${current}`}
              icon={isThere ? <Check /> : <span />}
              disabled={isThere}
              onSelect={() => deploy.mutate(environment)}
            />
          );
        })}
      </MenuGroup>
    </Menu>
  );
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
