import { createOpenApi } from "@slipway/schemas/public-api/openapi";

let text: string | undefined;

/** The API's description as JSON text. It is the same as long as the process lives: made once. */
export function openApiText(): string {
  text ??= JSON.stringify(createOpenApi());
  return text;
}
