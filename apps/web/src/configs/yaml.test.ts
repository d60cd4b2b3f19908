import fc from "fast-check";
import { expect, it } from "vitest";
import { locateInYaml, readYaml } from "./read-yaml.ts";
import { writeYaml } from "./write-yaml.ts";

function problemsOf(text: string): string[] {
  const read = readYaml(text);
  return read.kind === "broken" ? read.problems.map(({ message }) => message) : [];
}

it("writes texts of several lines as blocks", () => {
  expect(writeYaml({ model: "demo/demo", instructions: "You help.\n\nBe brief.\n" })).toBe(
    "model: demo/demo\ninstructions: |\n  You help.\n\n  Be brief.\n",
  );
});

it("reads what it writes, whatever it says", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc
      .array(fc.constantFrom("a", " ", "\n", "\t", "#", ":", "-", "|", "é", "'", '"', "{{x}}", "yes", "1e3"))
      .map((parts) => parts.join("")),
  );
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      tie("list"),
      tie("fields"),
    ),
    list: fc.array(tie("value"), { maxLength: 4 }),
    fields: fc.dictionary(text, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  })).fields;
  fc.assert(
    fc.property(value, (fields) => {
      const plain: unknown = JSON.parse(JSON.stringify(fields));
      const read = readYaml(writeYaml(plain));
      expect(read.kind === "read" ? read.value : read.problems).toEqual(plain);
    }),
  );
});

it("refuses aliases, anchors, tags, repeated names and names that are no text", () => {
  expect(problemsOf("a: &x 1\nb: *x\n")[0]).toMatch(/Anchors/);
  expect(problemsOf("a: !!binary aGk=\n").join()).toMatch(/tag/i);
  expect(problemsOf("a: !ruby/object:Gem {}\n").join()).toMatch(/tag/i);
  expect(problemsOf("a: 1\na: 2\n")[0]).toMatch(/unique/);
  expect(problemsOf("? [a]\n: 1\n").join()).toMatch(/plain text/);
  expect(problemsOf("a: [1, 2\n")).not.toEqual([]);
});

it("answers soon for texts that are made to be expensive", () => {
  const bomb = [
    "a: &a [x,x,x,x,x,x,x,x,x]",
    ..."bcdefghi"
      .split("")
      .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghi"[at]}`).join()}]`),
  ].join("\n");
  const texts = [
    bomb,
    "[".repeat(500_000),
    "- ".repeat(250_000),
    "{a: ".repeat(100_000),
    "{[".repeat(400_000),
  ];
  const started = performance.now();
  for (const text of texts) expect(problemsOf(text)).not.toEqual([]);
  expect(performance.now() - started).toBeLessThan(5_000);
});

it("finds where a dotted path stands", () => {
  const text = "model: demo/demo\nparameters:\n  temperature: 3\n  stop:\n    - END\n";
  const read = readYaml(text);
  if (read.kind !== "read") throw new Error("Not read.");
  const at = (path: string) => {
    const { from, to } = locateInYaml(read.document, path);
    return text.slice(from, to);
  };
  expect(at("model")).toBe("demo/demo");
  expect(at("parameters")).toBe("parameters");
  expect(at("parameters.temperature")).toBe("3");
  expect(at("parameters.stop.0")).toBe("END");
  expect(at("parameters.seed")).toBe("parameters");
});
