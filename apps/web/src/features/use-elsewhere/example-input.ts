import type { AppType } from "@slipway/schemas/apps/app-type";
import { Variables } from "@slipway/schemas/apps/shared-parts";

/** An input that an app with this configuration takes. */
export function exampleInput(
  type: AppType,
  config: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const parsed = Variables.safeParse(config.variables ?? []);
  const needed = (parsed.data ?? []).filter(
    (variable) => variable.required && variable.default === undefined,
  );
  const variables = Object.fromEntries(
    needed.map(({ name, description }) => [name, description || `the ${name}`]),
  );
  return {
    ...(type === "completion" ? {} : { message: "Hello" }),
    ...(needed.length > 0 || type === "completion" ? { variables } : {}),
  };
}
