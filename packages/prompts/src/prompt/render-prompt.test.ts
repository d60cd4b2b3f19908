import { templates } from "@slipway/schemas/apps/templates/templates";
import { describe, expect, it } from "vitest";
import { promptMessages } from "#prompt/prompt-messages.ts";
import { findTemplateFaults, variablesOf } from "#prompt/prompt-parts.ts";
import { renderPrompt } from "#prompt/render-prompt.ts";

const role = (name: "system" | "user" | "assistant") => (content: string) => ({ role: name, content });
const [system, user, assistant] = [role("system"), role("user"), role("assistant")];

describe("C68 a completion's prompt", () => {
  it("is rendered message by message, with system messages as instructions", () => {
    const prompt = [
      system("You know {{city}}."),
      user("Weather?"),
      system("Be brief."),
      assistant("In {{city}}:"),
    ];
    expect(renderPrompt({ prompt }, { city: "Bern" })).toEqual({
      kind: "prompt",
      values: { city: "Bern" },
      instructions: "You know Bern.\n\nBe brief.",
      messages: [user("Weather?"), assistant("In Bern:")],
    });
  });

  it("requires what it names, declared or not", () => {
    expect(
      renderPrompt({ prompt: [user("{{a}} {{b}}")], variables: [{ name: "b", required: false }] }),
    ).toEqual({
      kind: "faults",
      details: [{ path: "input.variables.a", message: "Give a value." }],
    });
    expect(variablesOf({ prompt: [user("{{#a}}{{b}}{{/a}}{{! c }}")] }).map(({ name }) => name)).toEqual([
      "a",
      "b",
    ]);
  });

  it("leaves out what is blank, and refuses to ask nothing", () => {
    const prompt = [system("{{#note}}Note: {{note}}{{/note}}"), user("{{text}}")];
    const variables = [
      { name: "note", required: false },
      { name: "text", required: true },
    ];
    expect(renderPrompt({ prompt, variables }, { text: "Hi" })).toMatchObject({
      instructions: "",
      messages: [user("Hi")],
    });
    expect(renderPrompt({ prompt, variables }, { text: " " })).toEqual({
      kind: "faults",
      details: [{ path: "input.variables", message: "With these values the prompt is empty." }],
    });
  });

  it("is said by the user where it is of system messages only", () => {
    expect(renderPrompt({ prompt: [system("Tell a joke.")] })).toMatchObject({
      instructions: "",
      messages: [user("Tell a joke.")],
    });
  });

  it("is bounded, however often a value is named", () => {
    const source = { prompt: [user("{{a}}".repeat(40))] };
    expect(renderPrompt(source, { a: "x".repeat(32_000) })).toEqual({
      kind: "faults",
      details: [
        { path: "input.variables", message: "The prompt would be longer than 1,000,000 characters." },
      ],
    });
  });

  it("says where in the configuration a template is broken", () => {
    const source = { prompt: [user("fine"), user("{{#a}}")] };
    expect(findTemplateFaults(source)).toEqual([
      { path: "prompt.1.content", message: "{{#a}} has no {{/a}}." },
    ]);
    expect(renderPrompt(source)).toMatchObject({
      kind: "faults",
      details: [{ path: "config.prompt.1.content" }],
    });
  });

  it("stands in the transcript as it is sent", () => {
    expect(
      promptMessages({ instructions: "Be brief.", messages: [{ role: "user", content: "Hi" }] }),
    ).toEqual([system("Be brief."), user("Hi")]);
    expect(promptMessages({ instructions: "", messages: [] })).toEqual([]);
  });
});

describe("C68 instructions", () => {
  it("are a template where the app declares variables", () => {
    const source = {
      instructions: "You speak {{language}}.",
      variables: [{ name: "language", required: true }],
    };
    expect(renderPrompt(source, { language: "Dutch" })).toEqual({
      kind: "prompt",
      values: { language: "Dutch" },
      instructions: "You speak Dutch.",
      messages: [],
    });
    expect(renderPrompt(source)).toMatchObject({ details: [{ path: "input.variables.language" }] });
  });

  it("are sent as they stand where it declares none", () => {
    const instructions = "Write Jinja: {{ user.name }} {{#if x}}";
    expect(renderPrompt({ instructions })).toMatchObject({ instructions });
    expect(renderPrompt({ instructions }, { a: "x" })).toMatchObject({ kind: "faults" });
  });
});

it.each(templates)("$id has a prompt that can be filled in", ({ config }) => {
  const given = Object.fromEntries(
    variablesOf(config).flatMap(({ name, required, ...rest }) =>
      required && !("default" in rest) ? [[name, "x"]] : [],
    ),
  );
  expect(renderPrompt(config, given)).toMatchObject({ kind: "prompt" });
});
