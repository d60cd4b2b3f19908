import { expect, it } from "vitest";
import { completeTyped, isHalfTyped, readTyped } from "./read-typed.ts";
import { typedFields } from "./typed-fields.ts";

const fields = typedFields({
  apps: [{ id: "app_1", slug: "harbour" }],
  models: ["demo/demo"],
  senders: [
    { id: "usr_1", kind: "person", name: "Ada Lovelace" },
    { id: "key_1", kind: "key", name: "Nightly" },
  ],
  hideApp: false,
});
const read = (text: string) => readTyped(text, fields);

it("takes filters out of what was typed and leaves the words", () => {
  expect(
    read(
      'refund status:failed app:harbour Model:demo/demo who:"ada lovelace" cost:>0.1 order duration:>=2m time:24h ',
    ),
  ).toEqual({
    changes: {
      status: "failed",
      app: "app_1",
      model: "demo/demo",
      who: "usr_1",
      minCostUsd: "0.1",
      minDurationMs: "120000",
      period: "24h",
    },
    rest: "refund order ",
    problems: [],
  });
  expect(read("feedback:bad ended:timeout source:api environment:staging duration:5").changes).toEqual({
    feedback: "down",
    stopReason: "timeout",
    source: "api",
    environment: "staging",
    minDurationMs: "5000",
  });
});

it("says what is possible where there is no such filter or value, and keeps the text", () => {
  const { rest, problems, changes } = read("colour:red status:broken cost:cheap");
  expect(changes).toEqual({});
  expect(rest).toBe("colour:red status:broken cost:cheap");
  expect(problems).toEqual([
    expect.stringMatching(/^There is no filter “colour”.* status, app, model, who, time, cost/),
    expect.stringMatching(/^There is no status “broken”\. Possible: queued, .*failed/),
    "“cheap” is no cost. Write it like cost:>0.1.",
  ]);
});

it("leaves addresses, times and quotations alone", () => {
  const text = 'see https://example.com/a at 12:30 "as is: yes"';
  expect(read(text)).toEqual({ changes: {}, rest: text, problems: [] });
});

it("offers names, then values, of what is being typed", () => {
  const labels = (text: string) => completeTyped(text, fields).map(({ label }) => label);
  expect(labels("so")).toEqual(["source:"]);
  expect(labels("refund st")).toEqual(["status:"]);
  expect(labels("status:r")).toEqual(["status:starting", "status:running"]);
  expect(labels('x who:"ada l')).toEqual(['who:"Ada Lovelace"']);
  expect(completeTyped("x who:ni", fields)[0]).toMatchObject({ text: "x who:Nightly ", isWhole: true });
  expect(labels("refund ")).toEqual([]);
  expect(labels("cost:")).toEqual([]);
});

it("does not search for a filter that is half typed", () => {
  expect(["status:fa", "x who:", 'who:"ada l'].map((text) => isHalfTyped(text, fields))).toEqual([
    true,
    true,
    true,
  ]);
  expect(["status:failed ", "colour:re", "fa"].map((text) => isHalfTyped(text, fields))).toEqual([
    false,
    false,
    false,
  ]);
});
