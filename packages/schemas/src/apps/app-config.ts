import { z } from "zod";
import { AgentConfig } from "#apps/agent-config.ts";
import type { AppType } from "#apps/app-type.ts";
import { findUnbuiltParts } from "#apps/built-parts.ts";
import { ChatConfig } from "#apps/chat-config.ts";
import { CompletionConfig } from "#apps/completion-config.ts";
import { AppError } from "#errors/app-error.ts";
import { parseOrThrow } from "#errors/parse-or-throw.ts";

export const configSchemas = { chat: ChatConfig, completion: CompletionConfig, agent: AgentConfig } as const;

export type AppConfig = ChatConfig | CompletionConfig | AgentConfig;

/** A configuration of any type, as a revision stores it: which of the three is told by its app's type. */
export const AnyConfig = z.record(z.string(), z.unknown()).meta({ id: "Config" });

/** The configuration that each type of app has. */
export type ConfigOf<T extends AppType> = {
  chat: ChatConfig;
  completion: CompletionConfig;
  agent: AgentConfig;
}[T];

/**
 * Reads a configuration of the given type. Throws `invalid_config` that names the path of everything wrong,
 * also of a part that this release does not run yet: it would be ignored, and nothing here is ignored.
 */
export function parseAppConfig<T extends AppType>(
  type: T,
  value: unknown,
  at: readonly PropertyKey[] = ["config"],
): ConfigOf<T> {
  const schemas: { readonly [K in AppType]: z.ZodType<ConfigOf<K>> } = configSchemas;
  const config: ConfigOf<T> = parseOrThrow<z.ZodType<ConfigOf<T>>>(schemas[type], value, {
    code: "invalid_config",
    at,
  });
  const unbuilt = findUnbuiltParts(type, config);
  if (unbuilt.length === 0) return config;
  const details = unbuilt.map((path) => ({
    path: [...at, path].map(String).join("."),
    message: "This part is not available in this release.",
  }));
  const message = `The configuration is not valid. ${details[0]?.path}: not available in this release.`;
  throw new AppError("invalid_config", message, { details });
}
