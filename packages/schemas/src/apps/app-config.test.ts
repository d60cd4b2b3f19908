import { describe, expect, it } from "vitest";
import { configSchemas, parseAppConfig } from "#apps/app-config.ts";
import { AppType } from "#apps/app-type.ts";
import { builtParts, isBuiltType } from "#apps/built-parts.ts";
import { AppError } from "#errors/app-error.ts";

function detailsOf(act: () => unknown): AppError["details"] {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid_config" && error.status === 422)
      return error.details;
    throw error;
  }
  throw new Error("Nothing was thrown.");
}

describe("parseAppConfig", () => {
  it("reads a chat with its defaults", () => {
    expect(parseAppConfig("chat", { model: "demo/demo" })).toEqual({ model: "demo/demo", instructions: "" });
  });

  it("names the path of everything that is wrong", () => {
    const config = { model: "nothing", parameters: { temperature: 3, warmth: 1 }, budget: { maxTurns: 0 } };
    const details = detailsOf(() => parseAppConfig("chat", config));
    expect(details).toEqual([
      { path: "config.model", message: expect.stringContaining("provider/model-id") },
      { path: "config.parameters.temperature", message: expect.any(String) },
      { path: "config.parameters.warmth", message: "This field is not known here." },
      { path: "config.budget.maxTurns", message: expect.any(String) },
    ]);
  });

  it("refuses instructions that the database could not store", () => {
    const details = detailsOf(() => parseAppConfig("chat", { model: "demo/demo", instructions: "a\u0000b" }));
    expect(details).toEqual([
      { path: "config.instructions", message: "Must not contain the NUL character." },
    ]);
  });

  const unbuiltValues: Readonly<Record<string, unknown>> = {
    variables: [],
    outputSchema: {},
    fallbackModels: [],
  };
  it.each(Object.keys(configSchemas.chat.shape).filter((part) => !builtParts.chat.includes(part)))(
    "refuses the part %s of a chat, which this release would ignore",
    (part) => {
      const config = { model: "demo/demo", [part]: unbuiltValues[part] };
      expect(detailsOf(() => parseAppConfig("chat", config))).toEqual([
        { path: `config.${part}`, message: "This part is not available in this release." },
      ]);
    },
  );

  it.each(AppType.options.filter((type) => !isBuiltType(type)))(
    "refuses the type %s, which cannot run yet",
    (type) => {
      const configs = {
        chat: { model: "demo/demo" },
        completion: { model: "demo/demo", prompt: [{ role: "user", content: "Hi" }] },
        agent: { model: "demo/demo", tools: { builtin: [] } },
      };
      expect(detailsOf(() => parseAppConfig(type, configs[type]))).toEqual([
        { path: "config.type", message: "This part is not available in this release." },
      ]);
    },
  );

  it("lists as built only parts that the schemas have", () => {
    for (const type of AppType.options)
      expect(Object.keys(configSchemas[type].shape)).toEqual(expect.arrayContaining([...builtParts[type]]));
  });
});
