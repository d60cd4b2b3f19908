import { AppSlug } from "@slipway/schemas/apps/app";
import { expect, it } from "vitest";
import { numberedSlug, slugOf } from "#apps/slug.ts";

it("makes a slug of a name, also of one without a letter, and of one that is an address of its own", () => {
  expect(slugOf("Café Müller & Co.")).toBe("cafe-muller-co");
  expect(slugOf("你好")).toBe("app");
  expect([slugOf("New"), slugOf("Import!"), slugOf("Newer")]).toEqual(["new-app", "import-app", "newer"]);
});

it.each(["new", "import"])("leaves %s to Slipway, also where somebody asks for it", (slug) => {
  expect(AppSlug.safeParse(slug).error?.issues[0]?.message).toContain("choose another one");
  expect(AppSlug.safeParse(`${slug}er`).success).toBe(true);
});

it("keeps a numbered slug within the length of a slug", () => {
  expect(numberedSlug("boat", 1)).toBe("boat");
  expect(numberedSlug("a".repeat(60), 12)).toBe(`${"a".repeat(57)}-12`);
});
