import { makeDemoFixture, makeLlmFixture } from "#harness/llm/test/llm-fixture.ts";
import { describeHarness } from "#harness/test/harness-conformance.ts";
import { wireFormats } from "#harness/test/wire-formats.ts";

for (const format of wireFormats) {
  describeHarness({
    name: `llm, speaking ${format.title}`,
    makeFixture: () => makeLlmFixture(format),
    promptForFailure: "!say One two three four.\n!cut after 3 tokens",
  });
}

describeHarness({ name: "llm, playing demo/demo", makeFixture: makeDemoFixture });
