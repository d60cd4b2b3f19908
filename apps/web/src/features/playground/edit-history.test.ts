import { expect, it } from "vitest";
import { addEdit, type EditHistory, noEdits, redoEdit, undoEdit } from "./edit-history.ts";

const config = (instructions: string, model = "demo/demo") => ({ model, instructions });

function edits(...steps: readonly [ReturnType<typeof config>, number][]) {
  let history: EditHistory = noEdits;
  let before = config("");
  for (const [after, nowMs] of steps) {
    history = addEdit(history, { before, after, nowMs });
    before = after;
  }
  return { config: before, history };
}

it("takes what was typed in one go back at once, and brings it back", () => {
  const typed = edits([config("B"), 0], [config("Be"), 300], [config("Be brief"), 900]);
  const undone = undoEdit(typed);
  expect(undone?.config).toEqual(config(""));
  expect(undone && redoEdit(undone)?.config).toEqual(config("Be brief"));
  expect(undone && undoEdit(undone)).toBeNull();
});

it("begins a new step after a pause and with another part", () => {
  const typed = edits([config("Be"), 0], [config("Be brief"), 5_000], [config("Be brief", "a/b"), 5_100]);
  expect(typed.history.past.map(({ instructions }) => instructions)).toEqual(["", "Be", "Be brief"]);
});

it("forgets what was undone once something else is edited", () => {
  const undone = undoEdit(edits([config("Be"), 0]));
  if (!undone) throw new Error("Nothing was undone.");
  const history = addEdit(undone.history, { before: undone.config, after: config("You"), nowMs: 10 });
  expect(redoEdit({ config: config("You"), history })).toBeNull();
});
