import { expect, it } from "vitest";
import { createPiHarness } from "#harness/pi/pi-harness.ts";
import { describeHarness } from "#harness/test/harness-conformance.ts";
import { makeDemoFixture, makeServerFixture } from "#harness/test/make-fixture.ts";
import { wireFormats } from "#harness/test/wire-formats.ts";

for (const format of wireFormats) {
  describeHarness({
    name: `pi, speaking ${format.title}`,
    makeFixture: () => makeServerFixture(createPiHarness(), format),
    promptForFailure: "!say One two three four.\n!cut after 3 tokens",
    promptForCalls: `!say Let me look.\n!tool ls {"path":"."}\n!tool read {"path":"a.md"}\n!then\n!results`,
  });
}

describeHarness({
  name: "pi, playing demo/demo",
  makeFixture: () => makeDemoFixture(createPiHarness({ demoWordEveryMs: 4 })),
  promptForCalls: "List the files and read a.md.",
});

it("warms up without a network, and is answered", async () => {
  expect(await createPiHarness().warmUp()).toMatchObject({ kind: "answered", text: "warm" });
});
