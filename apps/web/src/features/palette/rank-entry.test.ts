import { expect, it } from "vitest";
import { rankEntry } from "./rank-entry.ts";

const ofApp = (name: string, search: string) => rankEntry(`app ${name}`, search, [name, "chat"]);
const ofPlace = (name: string, search: string) =>
  rankEntry(`place /${name.toLowerCase()}`, search, [name, "go to", "open"]);

it.each(["sup", "bot", "support bot", "sb", "supbot", "chat"])("finds an app by %s", (search) => {
  expect(ofApp("Support bot", search)).toBeGreaterThan(0);
});

it("finds nothing by letters that lie about in it: Enter would go there", () => {
  expect(ofPlace("Runs", "unt")).toBe(0);
  expect(ofApp("Support bot", "boat")).toBe(0);
  expect(ofApp("Untitled agent", "unt")).toBeGreaterThan(0);
});

it("keeps the runs that the server found, last", () => {
  expect(rankEntry("run_1", "anything")).toBeGreaterThan(0);
  expect(rankEntry("run_1", "anything")).toBeLessThan(ofApp("Support bot", "sb"));
});
