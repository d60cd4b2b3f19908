import { createScriptedHarness, type ScriptedTurn, type Seen } from "#harness/pi/test/scripted-harness.ts";
import { givenModel } from "#harness/test/given-model.ts";
import { describeHarness } from "#harness/test/harness-conformance.ts";

const cut = { kind: "cut", message: "The line broke.", status: null, retryAfterMs: null } as const;

function answer(seen: Seen): ScriptedTurn {
  const asked = seen.findLast((line) => line.startsWith("user: ")) ?? "";
  if (asked.includes("slow")) return { words: Array.from({ length: 400 }, () => " word"), everyMs: 10 };
  if (asked.includes("fail")) return { words: ["One", " two"], failure: cut };
  const isBegun = seen.at(-1) !== asked;
  if (!asked.includes("tools") || isBegun) return { words: ["One", " two", " three", " four."] };
  const calls = ["ls", "read"].map((name) => ({ name, input: { path: "a.md" } }));
  return { words: ["I look."], calls };
}

describeHarness({
  name: "the scripted fake",
  makeFixture: () => {
    let last: Seen = [];
    const harness = createScriptedHarness((seen) => {
      last = seen;
      return answer(seen);
    });
    return Promise.resolve({
      harness,
      model: givenModel(),
      fetch: () => Promise.reject(new Error("The fake called the network.")),
      promptForAnswer: "Count.",
      promptForSlowAnswer: "Count slowly.",
      closed: () => Promise.resolve(),
      lastRequest: () => last.join("\n"),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  },
  promptForFailure: "Count and fail.",
  promptForCalls: "Use your tools.",
});
