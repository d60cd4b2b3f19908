import { expect, it } from "vitest";
import { draftOf, readDraft } from "./edited-input.ts";

it("edits the command of bash and the content of write alone, anything else as JSON", () => {
  expect(draftOf("bash", { command: "ls", timeout: 3 })).toMatchObject({ kind: "text", text: "ls" });
  expect(draftOf("write", { path: "a", content: "x" })).toMatchObject({ kind: "text", label: "Content" });
  expect(draftOf("bash", { command: 3 })).toMatchObject({ kind: "json" });
  expect(draftOf("edit", { path: "a" })).toMatchObject({ kind: "json", text: '{\n  "path": "a"\n}' });
});

it("sends an input only if it was changed, with the rest of it as it was", () => {
  const input = { command: "rm -rf build", timeout: 3 };
  const draft = draftOf("bash", input);
  expect(readDraft(draft, input)).toEqual({ status: "same" });
  expect(readDraft({ ...draft, text: "ls build" }, input)).toEqual({
    status: "edited",
    input: { command: "ls build", timeout: 3 },
  });
  const json = draftOf("edit", { path: "a" });
  expect(readDraft({ ...json, text: '{"path":"b"}' }, { path: "a" })).toEqual({
    status: "edited",
    input: { path: "b" },
  });
});

it("says what is wrong with a draft that cannot be sent", () => {
  const draft = draftOf("edit", { path: "a" });
  const problem = (text: string) => readDraft({ ...draft, text }, { path: "a" });
  expect(problem("[1]")).toEqual({ status: "invalid", problem: "This is not a JSON object." });
  expect(problem("{")).toMatchObject({
    status: "invalid",
    problem: expect.stringMatching(/^This is not JSON: /),
  });
  expect(problem('{"path":"a\\u0000"}')).toEqual({
    status: "invalid",
    problem: "Must not contain the NUL character.",
  });
});
