import { expect, it } from "vitest";
import { offeredActions } from "./offered-actions.ts";

const run = () => undefined;

it("offers what can be done, not keys that move or lead to places, and each once", () => {
  const offered = offeredActions([
    { keys: "n", label: "New app", group: "Everywhere", run },
    { keys: "escape", label: "Close the top layer", group: "Everywhere" },
    { keys: "g a", label: "Go to Apps", group: "Everywhere", run },
    { keys: "j", label: "Next row", group: "Lists", run },
    { keys: "mod+k", label: "Search and commands", group: "Everywhere", run },
    { keys: "n", label: "New key", group: "Keys", run },
    { keys: "escape escape", label: "Stop the run", group: "Playground", run },
  ]);
  expect(offered.map(({ label }) => label)).toEqual(["New key", "Stop the run"]);
});
