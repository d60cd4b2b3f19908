import { AppError } from "@slipway/schemas/errors/app-error";
import type { Validation, ValidationCheck } from "@slipway/schemas/public-api/validate";

/** What was tried so far of what a run depends on. */
export type Checks = {
  readonly made: ValidationCheck[];
  /** What the check finds out; undefined: it has failed. */
  run<T>(name: ValidationCheck["name"], message: string, act: () => T | Promise<T>): Promise<T | undefined>;
};

export function createChecks(): Checks {
  const made: ValidationCheck[] = [];
  return {
    made,
    run: async (name, message, act) => {
      try {
        const found = await act();
        made.push({ name, passed: true, message });
        return found;
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500) throw error;
        const details = Array.isArray(error.details) ? { details: [...error.details] } : {};
        made.push({ name, passed: false, message: error.message, ...details });
        return undefined;
      }
    },
  };
}

/** The answer where a run would not get as far as its configuration. */
export function stoppedAt({ made }: Checks): Validation {
  return { valid: false, checks: [...made], warnings: [], prompt: null };
}
