import { AppError } from "@slipway/schemas/errors/app-error";

/** What a path of the API names. */
export type Resource = "app" | "test case" | "revision" | "provider" | "key" | "run" | "session";

/** The answer when a project has no such thing: also when another project has. */
export function foundOrThrow<T>(found: T | null, resource: Resource): T {
  if (found !== null) return found;
  throw new AppError("not_found", `There is no such ${resource} in this project.`);
}
