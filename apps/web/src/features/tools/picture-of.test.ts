import { expect, it } from "vitest";
import { pictureOf } from "./picture-of.ts";
import { buildTool } from "./test/build-tool.ts";

const of = (name: string, input: unknown) => pictureOf(buildTool({ name, input }));

it("finds the picture that a call is about", () => {
  expect(of("read", { path: "charts/one.PNG" })).toBe("charts/one.PNG");
  expect(of("read", { path: "/workspace/./charts/one.webp" })).toBe("charts/one.webp");
});

it("knows of none elsewhere, in other files and of other calls", () => {
  expect(of("read", { path: "notes.md" })).toBeNull();
  expect(of("read", { path: "/skills/a/logo.png" })).toBeNull();
  expect(of("bash", { command: "open one.png" })).toBeNull();
  expect(of("read", {})).toBeNull();
});
