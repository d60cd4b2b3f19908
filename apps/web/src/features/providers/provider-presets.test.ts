import { CreateProvider } from "@slipway/schemas/models/provider";
import { describe, expect, it } from "vitest";
import { providerPresets } from "./provider-presets.ts";

describe("providerPresets", () => {
  it.each(providerPresets.filter((preset) => preset.name !== ""))(
    "prefills what the API takes: $id",
    ({ name, baseUrl, api }) => {
      const body = { name, baseUrl, api };
      expect(CreateProvider.parse(body)).toEqual(body);
    },
  );

  it("gives no address that ends in a slash or in the part that is added to it", () => {
    const wrong = providerPresets.filter(({ baseUrl }) =>
      /\/$|\/(?:chat\/completions|responses|messages|models)$/.test(baseUrl),
    );
    expect(wrong).toEqual([]);
  });
});
