import { buildRun } from "@slipway/schemas/runs/test/build-run";
import { expect, it } from "vitest";
import { paneInput } from "./pane-input.ts";

const variables = [{ name: "topic" }, { name: "tone" }];
const config = { model: "demo/demo", instructions: "Speak of {{topic}} in a {{tone}} tone.", variables };
const input = { message: "Hello", variables: { topic: "tides", tone: "dry", other: "x" } };

it("gives a pane the variables of its own configuration", () => {
  expect(paneInput(input, config, [])).toEqual({
    message: "Hello",
    variables: { topic: "tides", tone: "dry" },
  });
  expect(paneInput(input, { model: "demo/demo", instructions: "Be brief." }, [])).toEqual({
    message: "Hello",
  });
});

it("leaves out those that the conversation has begun with", () => {
  const begun = buildRun({ input: { message: "Hi", variables: { topic: "ropes" } } });
  expect(paneInput(input, config, [begun])).toEqual({ message: "Hello", variables: { tone: "dry" } });
});

it("runs a completion by its variables, also by none", () => {
  const prompt = { model: "demo/demo", prompt: [{ role: "user" as const, content: "Now" }] };
  expect(paneInput({ variables: { topic: "tides" } }, prompt, [])).toEqual({ variables: {} });
});
