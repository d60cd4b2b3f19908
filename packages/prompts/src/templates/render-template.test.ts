import fc from "fast-check";
import mustache from "mustache";
import { describe, expect, it } from "vitest";
import { findTags } from "#templates/find-tags.ts";
import { renderTemplate, type Values } from "#templates/render-template.ts";

const render = (text: string, values: Values = {}, longest = 100_000) =>
  renderTemplate(text, values, longest);

describe("C68 a template", () => {
  it("puts values in place of variables, in every way of writing them", () => {
    expect(render("{{a}}, {{ a }}, {{{a}}}, {{&a}}", { a: "x" })).toBe("x, x, x, x");
  });

  it("escapes nothing", () => {
    const value = `<b>"Tom" & 'Jerry'</b> \`/=`;
    expect(render("{{a}}", { a: value })).toBe(value);
  });

  it("never expands a value: its braces stay braces", () => {
    const values = { a: "{{b}} {{{b}}} {{#b}}x{{/b}} $& $1", b: "secret" };
    expect(render("{{a}}", values)).toBe(values.a);
    expect(render("{{#a}}{{a}}{{/a}}", values)).toBe(values.a);
  });

  it("shows a section where its variable has a text, and an inverted one where it has none", () => {
    const text = "{{#tone}}In a {{tone}} tone.{{/tone}}{{^tone}}As you like.{{/tone}}";
    expect(render(text, { tone: "warm" })).toBe("In a warm tone.");
    expect(render(text, { tone: "" })).toBe("As you like.");
    expect(render(text)).toBe("As you like.");
  });

  it("leaves no empty line where a section's tag has one of its own, and drops comments", () => {
    const text = "A\n{{#b}}\nB {{b}}\n{{/b}}\nC{{! not for the model }}\n";
    expect(render(text, { b: "1" })).toBe("A\nB 1\nC\n");
    expect(render(text)).toBe("A\nC\n");
  });

  it.each(["constructor", "toString", "__proto__", "length", "hasOwnProperty"])(
    "finds nothing in prototypes: %s",
    (name) => {
      expect(render(`{{a}}{{${name}}}{{#a}}{{${name}}}{{/a}}`, { a: "x" })).toBe("x");
    },
  );

  it("renders as Mustache does, but for escaping", () => {
    const piece = fc.constantFrom(
      "{{a}}",
      "{{&b}}",
      "{{#a}}",
      "{{/a}}",
      "{{^b}}",
      "{{/b}}",
      "\n",
      " ",
      "x",
      "{",
      "}",
    );
    const texts = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(""));
    const values = fc.record({ a: fc.constantFrom("", "A", "{{b}}"), b: fc.constantFrom("", "B") });
    let compared = 0;
    fc.assert(
      fc.property(texts, values, (text, given) => {
        if (findTags(text).fault) return;
        compared += 1;
        expect(render(text, given)).toBe(mustache.render(text, given, undefined, { escape: String }));
      }),
      { numRuns: 2_000 },
    );
    expect(compared).toBeGreaterThan(200);
  });

  it("is given up before its result is longer than it may be", () => {
    const text = "{{a}}".repeat(40_000);
    expect(render(text, { a: "x".repeat(32_000) }, 1_000_000)).toBeNull();
    expect(render("{{a}}", { a: "xx" }, 2)).toBe("xx");
    expect(render("plain", {}, 4)).toBeNull();
  });
});

describe("what is no template", () => {
  it.each([
    ["{{a", "{{a is not closed by }}."],
    ["{{{a}} b", "{{{a}} b is not closed by }}}."],
    ["{{a.b}}", "{{a.b}} is no variable"],
    ["{{}}", "{{}} is no variable"],
    ["{{#if x}}", "{{#if x}} is no variable"],
    ["{{> part}}", "{{> part}} includes another template"],
    ["{{=<% %>=}}", "{{=<% %>=}} changes the braces"],
    ["{{#a}}x", "{{#a}} has no {{/a}}."],
    ["{{^a}}x", "{{^a}} has no {{/a}}."],
    ["x{{/a}}", "{{/a}} ends nothing."],
    ["{{#a}}{{#b}}{{/a}}{{/b}}", "{{/a}} ends a section, but b is to be ended first."],
  ])("%s", (text, words) => {
    const { fault } = findTags(text);
    expect(fault?.message).toContain(words);
    expect(text.slice(fault?.from, fault?.to)).toMatch(/^\{\{/);
    expect(() => render(text)).toThrow(words);
  });

  it("is told quickly, however it is made", () => {
    const startedAt = performance.now();
    const spaces = " ".repeat(200_000);
    for (const text of [
      `{{a${spaces}`,
      `{{{a}}${spaces}`,
      `{{a${spaces}}}`,
      "{{a} ".repeat(40_000),
      "{{#a}}".repeat(30_000),
    ])
      expect(findTags(text).fault).not.toBeNull();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
