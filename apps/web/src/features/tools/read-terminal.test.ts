import { expect, it } from "vitest";
import { readTerminal } from "./read-terminal.ts";

const esc = String.fromCharCode(27);
const shown = (output: string) => readTerminal(output).map((line) => line.map(({ text }) => text).join(""));

it("reads simple colours and weights, across lines", () => {
  expect(readTerminal(`${esc}[1;31mFAIL${esc}[0m a.ts\n${esc}[32mok\nstill${esc}[39m plain`)).toEqual([
    [
      { text: "FAIL", className: "text-danger-text font-semibold" },
      { text: " a.ts", className: "" },
    ],
    [{ text: "ok", className: "text-success-text" }],
    [
      { text: "still", className: "text-success-text" },
      { text: " plain", className: "" },
    ],
  ]);
});

it("shows the last state of a line that is written over, and no control characters", () => {
  expect(shown("10 %\r50 %\r100 %\ndone\r\n")).toEqual(["100 %", "done"]);
  expect(
    shown(`a${esc}[2Kb${esc}]0;title${String.fromCharCode(7)}c${String.fromCharCode(8)}\n\nd\n`),
  ).toEqual(["abc", "", "d"]);
});

it("keeps colours of any kind out, and every letter in", () => {
  expect(readTerminal(`${esc}[38;5;208mhot${esc}[0m`)).toEqual([[{ text: "hot", className: "" }]]);
  expect(shown(`${esc}`)).toEqual([""]);
  expect(shown("")).toEqual([""]);
});
