import { makeDemoFixture, makeLlmFixture } from "#harness/llm/test/llm-fixture.ts";
import { describeHarness } from "#harness/test/harness-conformance.ts";

describeHarness({
  name: "llm, speaking OpenAI chat completions",
  makeFixture: makeLlmFixture,
  promptForFailure: "!say One two three four.\n!cut after 3 tokens",
});

describeHarness({ name: "llm, playing demo/demo", makeFixture: makeDemoFixture });
