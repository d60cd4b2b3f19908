import type { App } from "@slipway/schemas/apps/app";

/** Every app has these; others come with their first deployment. */
const standardEnvironments = ["development", "staging", "production"] as const;

/** All of an app's environments: the standard ones, then its own by name. */
export function environmentsOf({ deployments }: Pick<App, "deployments">): readonly string[] {
  const standard: ReadonlySet<string> = new Set(standardEnvironments);
  const own = Object.keys(deployments).filter((name) => !standard.has(name));
  return [...standardEnvironments, ...own.toSorted()];
}

/** `staging` as a word at the beginning of a line. */
export function environmentTitle(environment: string): string {
  return environment.charAt(0).toUpperCase() + environment.slice(1);
}
