import { createLlmHarness } from "#harness/llm/llm-harness.ts";
import { describeHarness } from "#harness/test/harness-conformance.ts";
import { makeDemoFixture, makeServerFixture } from "#harness/test/make-fixture.ts";
import { wireFormats } from "#harness/test/wire-formats.ts";

for (const format of wireFormats) {
  describeHarness({
    name: `llm, speaking ${format.title}`,
    makeFixture: () => makeServerFixture(createLlmHarness(), format),
    promptForFailure: "!say One two three four.\n!cut after 3 tokens",
  });
}

describeHarness({
  name: "llm, playing demo/demo",
  makeFixture: () => makeDemoFixture(createLlmHarness({ demoWordEveryMs: 4 })),
});
