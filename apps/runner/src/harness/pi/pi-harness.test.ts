import { makePiFixture } from "#harness/pi/test/pi-fixture.ts";
import { describeHarness } from "#harness/test/harness-conformance.ts";

describeHarness({
  name: "pi, speaking OpenAI chat completions",
  makeFixture: makePiFixture,
  promptForFailure: "!say One two three four.\n!cut after 3 tokens",
});
