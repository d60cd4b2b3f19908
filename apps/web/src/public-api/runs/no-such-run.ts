import { AppError } from "@slipway/schemas/errors/app-error";

/** The answer when a project has no such run: also when another project has. */
export function noSuchRun(runId: string): AppError {
  return new AppError("not_found", `There is no run ${runId}.`);
}
