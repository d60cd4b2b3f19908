import { z } from "zod";
import { AppName, AppSlug, EnvironmentName } from "#apps/app.ts";
import { AnyConfig } from "#apps/app-config.ts";
import { AppType } from "#apps/app-type.ts";
import { StoredText } from "#text.ts";

/** An app as a file: what it is, every revision, and where its environments point. Nothing of one instance is in it. */
export const AppFile = z.strictObject({
  slipway: z.literal(1, "Expected 1: the version of this form of file."),
  app: z.strictObject({ name: AppName, slug: AppSlug, type: AppType }),
  deployments: z.record(EnvironmentName, z.int().min(1)).optional(),
  revisions: z
    .array(
      z.strictObject({
        number: z.int().min(1),
        message: StoredText.max(500),
        config: AnyConfig,
      }),
    )
    .min(1),
});
export type AppFile = z.infer<typeof AppFile>;

/** An app that is worked on for a year has hundreds of revisions, each with its whole prompt. */
export const largestImportBytes = 16 * 1_048_576;

export const ImportApp = z
  .strictObject({
    file: z.string().min(1).meta({ description: "The YAML that an export answered." }),
  })
  .meta({ id: "ImportApp" });
export type ImportApp = z.infer<typeof ImportApp>;
