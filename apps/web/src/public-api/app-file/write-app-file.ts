import type { App, Revision } from "@slipway/schemas/apps/app";
import type { AppFile } from "@slipway/schemas/apps/app-file";
import { inPartOrder } from "#configs/part-order.ts";
import { writeYaml } from "#configs/write-yaml.ts";

const head = "# An app of Slipway with all its revisions. Import it with New app, Import…\n";

/** An app as one file that people can read and compare: the same app gives the same text. */
export function writeAppFile(app: App, revisions: readonly Revision[]): string {
  const environments = Object.entries(app.deployments).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const file: AppFile = {
    slipway: 1,
    app: { name: app.name, slug: app.slug, type: app.type },
    ...(environments.length > 0 ? { deployments: Object.fromEntries(environments) } : {}),
    revisions: revisions
      .toSorted((one, other) => one.number - other.number)
      .map(({ number, message, config }) => ({ number, message, config: inPartOrder(config) })),
  };
  return head + writeYaml(file);
}
