import { z } from "zod";
import { AnyConfig } from "#apps/app-config.ts";
import { AppType } from "#apps/app-type.ts";
import { idOf } from "#ids.ts";
import { Time } from "#time.ts";

export const AppName = z.string().trim().min(1, "Give the app a name.").max(120);

/** Addresses beside those of apps: `/apps/new` is a page, `/apps/import` a route. */
export const reservedSlugs: readonly string[] = ["new", "import"];

export const AppSlug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, "Use lower-case letters, digits and dashes, at most 60.")
  .refine((slug) => !/^app-?_/.test(slug), "Must not look like an id.")
  .refine((slug) => !reservedSlugs.includes(slug), "Is an address of Slipway itself: choose another one.");

/** Runs by the hour they were started in, the current hour last. */
export const AppActivity = z.object({
  runs: z.array(z.int()).length(24),
  failures: z.array(z.int()).length(24),
});
export type AppActivity = z.infer<typeof AppActivity>;

export const App = z
  .object({
    id: idOf("app"),
    slug: z.string(),
    name: z.string(),
    type: AppType,
    model: z.string().nullable().meta({ description: "The newest revision's model." }),
    latestRevision: z.int(),
    deployments: z.record(z.string(), z.int()).meta({ description: "Environment → revision." }),
    createdBy: z.string().nullable(),
    createdAt: Time,
    updatedAt: Time,
    lastRunAt: Time.nullable(),
    archivedAt: Time.nullable(),
    activity: AppActivity.optional().meta({ description: "The last day, where a list was asked for it." }),
  })
  .meta({ id: "App" });
export type App = z.infer<typeof App>;

export const Revision = z
  .object({
    number: z.int().min(1),
    config: AnyConfig,
    message: z.string(),
    author: z.string().nullable(),
    createdAt: Time,
  })
  .meta({ id: "Revision" });
export type Revision = z.infer<typeof Revision>;

/** A revision without its configuration. */
export const RevisionHead = Revision.omit({ config: true }).meta({ id: "RevisionHead" });
export type RevisionHead = z.infer<typeof RevisionHead>;

export const Deployment = z
  .object({
    environment: z.string(),
    number: z.int().meta({ description: "How many deployments the environment had, with this one." }),
    revision: z.int(),
    deployedBy: z.string().nullable(),
    deployedAt: Time,
  })
  .meta({ id: "Deployment" });
export type Deployment = z.infer<typeof Deployment>;

export const EnvironmentName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, "Use lower-case letters, digits and dashes, at most 40.");

export const CreateApp = z
  .strictObject({
    name: AppName,
    slug: AppSlug.optional(),
    type: AppType,
    templateId: z.string().optional(),
    config: AnyConfig.optional(),
  })
  .refine((body) => !(body.templateId && body.config), {
    path: ["config"],
    error: "Give templateId or config, not both.",
  })
  .meta({ id: "CreateApp" });
export type CreateApp = z.infer<typeof CreateApp>;

export const UpdateApp = z
  .strictObject({ name: AppName.optional(), slug: AppSlug.optional(), archived: z.boolean().optional() })
  .meta({ id: "UpdateApp" });
export type UpdateApp = z.infer<typeof UpdateApp>;

export const CreateRevision = z
  .strictObject({
    config: AnyConfig,
    message: z.string().trim().max(500).default(""),
    parent: z.int().min(1).optional().meta({
      description: "The revision that this one was made from. Answers 409 when a newer one exists by now.",
    }),
  })
  .meta({ id: "CreateRevision" });
export type CreateRevision = z.infer<typeof CreateRevision>;

export const Deploy = z.strictObject({ revision: z.int().min(1) }).meta({ id: "Deploy" });

export const AppWithRevision = z.object({ app: App, revision: Revision }).meta({ id: "AppWithRevision" });
export type AppWithRevision = z.infer<typeof AppWithRevision>;

export const Template = z
  .object({ id: z.string(), type: AppType, name: z.string(), description: z.string(), config: AnyConfig })
  .meta({ id: "Template" });
export type Template = z.infer<typeof Template>;
