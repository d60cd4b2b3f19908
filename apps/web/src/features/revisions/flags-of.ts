import type { App } from "@slipway/schemas/apps/app";

/** The environments that run a revision, by name. */
export function flagsOf({ deployments }: Pick<App, "deployments">, revision: number): readonly string[] {
  return Object.keys(deployments)
    .filter((environment) => deployments[environment] === revision)
    .toSorted();
}
