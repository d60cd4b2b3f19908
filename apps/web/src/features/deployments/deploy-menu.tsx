"use client";
import type { App } from "@slipway/schemas/apps/app";
import { Check, ChevronDown, Plus, Rocket } from "lucide-react";
import { Suspense, useState } from "react";
import { lazyPart } from "#lib/lazy-part.ts";
import { Button } from "#ui/button.tsx";
import { Menu, MenuGroup, MenuItem, MenuSeparator } from "#ui/menu.tsx";
import { environmentsOf, environmentTitle } from "./environments.ts";

// It brings the comparison of revisions along.
const DeployDialog = lazyPart(async () => (await import("./deploy-dialog.tsx")).DeployDialog);

type DeployMenuProps = {
  readonly app: App;
  readonly revision: number;
  /** What is changed and not committed: that is not deployed. */
  readonly hasChanges?: boolean;
};

/** Points an environment at a revision, once its difference to what runs there was shown. */
export function DeployMenu({ app, revision, hasChanges = false }: DeployMenuProps) {
  // Null: an environment that is still to be named.
  const [asked, setAsked] = useState<{ readonly environment: string | null } | undefined>();
  return (
    <>
      <Menu
        givesFocusBack={() => asked === undefined}
        trigger={
          <Button disabled={app.archivedAt !== null}>
            <Rocket aria-hidden="true" className="sm:hidden" />
            <span className="max-sm:sr-only">Deploy</span>
            <ChevronDown aria-hidden="true" />
          </Button>
        }
      >
        <MenuGroup label={`Revision ${revision}${hasChanges ? ", without your changes," : ""} to`}>
          {environmentsOf(app).map((environment) => {
            const current = app.deployments[environment];
            const isThere = current === revision;
            return (
              <MenuItem
                key={environment}
                label={environmentTitle(environment)}
                description={current === undefined ? "Nothing deployed yet" : `Runs revision ${current}`}
                icon={isThere ? <Check /> : <span />}
                disabled={isThere}
                onSelect={() => setAsked({ environment })}
              />
            );
          })}
        </MenuGroup>
        <MenuSeparator />
        <MenuItem label="New environment…" icon={<Plus />} onSelect={() => setAsked({ environment: null })} />
      </Menu>
      {asked ? (
        <Suspense>
          <DeployDialog
            app={app}
            revision={revision}
            environment={asked.environment}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
