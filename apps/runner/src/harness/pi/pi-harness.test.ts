import { expect, it } from "vitest";
import { createPiHarness } from "#harness/pi/pi-harness.ts";
import { makeDemoAgentFixture, makePiFixture } from "#harness/pi/test/pi-fixture.ts";
import { describeHarness } from "#harness/test/harness-conformance.ts";
import { wireFormats } from "#harness/test/wire-formats.ts";

for (const format of wireFormats) {
  describeHarness({
    name: `pi, speaking ${format.title}`,
    makeFixture: () => makePiFixture(format),
    promptForFailure: "!say One two three four.\n!cut after 3 tokens",
    promptForCalls: `!say Let me look.\n!tool ls {"path":"."}\n!tool read {"path":"a.md"}\n!then\n!results`,
  });
}

describeHarness({
  name: "pi, playing demo/demo",
  makeFixture: makeDemoAgentFixture,
  promptForCalls: "List the files and read a.md.",
});

it("warms up without a network, and is answered", async () => {
  expect(await createPiHarness().warmUp()).toMatchObject({ kind: "answered", text: "warm" });
});
