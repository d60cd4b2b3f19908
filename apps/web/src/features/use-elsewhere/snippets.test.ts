import { execFileSync } from "node:child_process";
import { stripTypeScriptTypes } from "node:module";
import { parser } from "@lezer/python";
import { expect, it } from "vitest";
import { type SnippetWishes, snippetOf } from "./snippets.ts";

const plain: SnippetWishes = {
  origin: "http://localhost:3000",
  slug: "support-desk",
  target: { environment: "production" },
  input: { message: "When does the yard open?" },
};
const nasty: SnippetWishes = {
  ...plain,
  target: { revision: 3 },
  input: {
    message: `It's "quoted"\nwith \\ and \${x} and {y} and $HOME`,
    flags: [true, false, null, 1.5],
    none: {},
  },
};

/** Lezer goes on after what it cannot read, and leaves a mark there. */
function pythonFaults(source: string): number {
  let faults = 0;
  parser.parse(source).iterate({
    enter: (node) => {
      if (node.type.isError) faults += 1;
    },
  });
  return faults;
}

it("writes Python that can be read, whatever is in the input", () => {
  expect(pythonFaults("print(1\nx = = 2")).toBeGreaterThan(0);
  for (const wishes of [plain, nasty]) expect(pythonFaults(snippetOf("python", wishes))).toBe(0);
  expect(snippetOf("python", nasty)).toContain("True,");
});

it("writes for a shell what arrives as the very same JSON", () => {
  for (const wishes of [plain, nasty]) {
    const snippet = snippetOf("curl", wishes).replace(/^curl /, "printf '%s\\0' ");
    const words = execFileSync("sh", ["-c", snippet], {
      encoding: "utf8",
      env: { ...process.env, SLIPWAY_API_KEY: "slp_key" },
    }).split("\0");
    expect(words[0]).toBe("http://localhost:3000/api/v1/apps/support-desk/invoke");
    expect(words).toContain("Authorization: Bearer slp_key");
    expect(JSON.parse(words[words.indexOf("-d") + 1] ?? "")).toEqual({
      input: wishes.input,
      ...wishes.target,
    });
  }
});

it("names neither revision nor environment where none was chosen", () => {
  expect(snippetOf("curl", { ...plain, target: null })).toContain(`-d '{"input":{"message"`);
  expect(snippetOf("curl", { ...plain, target: null })).not.toContain("environment");
});

it.each(["typescript", "ai-sdk"] as const)(
  "writes %s that can be read, whatever is in the input",
  (language) => {
    expect(() => stripTypeScriptTypes("const a: = 1;")).toThrow();
    const completion = {
      ...nasty,
      input: { variables: { topic: 'What "it" is\nabout', "__proto__ ": "x" } },
    };
    for (const wishes of [plain, nasty, completion]) {
      expect(() => stripTypeScriptTypes(snippetOf(language, wishes))).not.toThrow();
    }
  },
);
