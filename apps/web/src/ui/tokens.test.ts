import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrastRatio } from "./contrast-ratio.ts";
import { readTokens } from "./read-tokens.ts";

const tokens = readTokens(readFileSync(new URL("../app/globals.css", import.meta.url), "utf8"));
const themes = ["light", "dark"] as const;
const grounds = ["bg", "surface", "sunken", "raised", "hover"];
const states = ["success", "warning", "danger", "info"];

/** WCAG 2.2 AA 1.4.3: text against what it stands on. */
const textPairs: [string, string][] = [
  ...["text", "muted", "faint", "accent-text", ...states.map((state) => `${state}-text`)].flatMap((text) =>
    grounds.map((ground): [string, string] => [text, ground]),
  ),
  ["text", "selected"],
  ["muted", "selected"],
  ["danger-text", "selected"],
  ["accent-text", "selected"],
  ["accent-text", "accent-fill"],
  ["text", "accent-fill"],
  ...states.flatMap((state): [string, string][] => [
    [`${state}-text`, `${state}-fill`],
    ["text", `${state}-fill`],
    ["muted", `${state}-fill`],
  ]),
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-danger", "danger"],
  ["on-danger", "danger-hover"],
];

/** WCAG 2.2 AA 1.4.11: edges of controls, status shapes and the focus ring against what surrounds them. */
const shapePairs: [string, string][] = [
  ...["bg", "surface", "raised"].map((ground): [string, string] => ["control-line", ground]),
  ...["accent", "focus", "faint", ...states.map((state) => `${state}-line`)].flatMap((shape) =>
    grounds.map((ground): [string, string] => [shape, ground]),
  ),
  ...states.map((state): [string, string] => [`${state}-line`, `${state}-fill`]),
];

describe.each(themes)("the %s theme", (theme) => {
  const ratio = ([over, under]: [string, string]) => contrastRatio(colour(over, theme), colour(under, theme));

  it.each(textPairs)("keeps text readable: %s on %s", (over, under) => {
    expect(ratio([over, under])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapePairs)("keeps shapes visible: %s on %s", (over, under) => {
    expect(ratio([over, under])).toBeGreaterThanOrEqual(3);
  });
});

it("measures contrast as WCAG defines it", () => {
  expect(contrastRatio("#000000", "#ffffff")).toBe(21);
  expect(contrastRatio("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

function colour(name: string, theme: (typeof themes)[number]): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`globals.css declares no colour --${name} for both themes`);
  return token[theme];
}
