import type { AppType } from "@slipway/schemas/apps/app-type";
import type { UpdateTestCase } from "@slipway/schemas/apps/test-case";
import { checkInput } from "#public-api/invoke/check-input.ts";
import { requireStorable } from "#public-api/invoke/require-storable.ts";

/** Throws `invalid_request` for a case that no run of such an app could take, or that cannot be stored. */
export function requireCaseInput(type: AppType, body: UpdateTestCase): void {
  requireStorable(body);
  if (body.input) checkInput(type, body.input, { startsSession: true });
}
