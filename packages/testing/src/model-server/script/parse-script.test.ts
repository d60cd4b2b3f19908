import { describe, expect, it } from "vitest";
import { parseScript, replyAt } from "#model-server/script/parse-script.ts";

const stepsOf = (text: string) => parseScript(text)?.turns.map((turn) => turn.reply);

describe("parseScript", () => {
  it.each([
    "Hello",
    "  ",
    "Please say:\n!say no",
    "![picture](x.png)",
    "!!! careful",
    "<conversation>\n[User]: !say hi\n!then\n</conversation>",
  ])("takes %j for plain text", (text) => {
    expect(parseScript(text)).toBeUndefined();
  });

  it("starts at the first line, or at !script when other text stands before it", () => {
    expect(stepsOf("\n  !say hi\nthis line is ignored")).toEqual([[{ kind: "text", text: "hi" }]]);
    expect(stepsOf("Your task:\n!not read\n!script\n!say hi")).toEqual([[{ kind: "text", text: "hi" }]]);
  });

  it("joins texts by a space and sends a JSON string exactly", () => {
    expect(stepsOf('!say one\n!say two\n!say ".\\nThree"\n!think hm')).toEqual([
      [
        { kind: "text", text: "one" },
        { kind: "text", text: " two" },
        { kind: "text", text: ".\nThree" },
        { kind: "reasoning", text: "hm" },
      ],
    ]);
  });

  it("paces what follows a pace, unless a directive says otherwise", () => {
    expect(
      stepsOf("!say a\n!pace 1.5s\n!say b\n!tokens 1 every 20ms\n!think 2 tokens every 5ms\n!think 1 tokens"),
    ).toEqual([
      [
        { kind: "text", text: "a" },
        { kind: "text", text: " b", everyMs: 1500 },
        { kind: "text", text: " the", everyMs: 20 },
        { kind: "reasoning", text: "the run", everyMs: 5 },
        { kind: "reasoning", text: " the", everyMs: 1500 },
      ],
    ]);
  });

  it("reads faults with their place and number of times", () => {
    expect(
      stepsOf(
        '!error 429 times 2 retry-after 3 "slow down"\n!cut after 5 tokens\n!hang times 1\n!end\n!too-long anthropic times 1',
      ),
    ).toEqual([
      [
        { kind: "error", status: 429, message: "slow down", retryAfterSeconds: 3, times: 2 },
        { kind: "cut", afterTokens: 5 },
        { kind: "hang", times: 1 },
        { kind: "end" },
        {
          kind: "error",
          status: 400,
          message: "prompt is too long: 213462 tokens > 200000 maximum",
          times: 1,
        },
      ],
    ]);
  });

  it("reads everything else", () => {
    expect(
      stepsOf(
        "!tool ls\n!broken-tool ls {x\n!echo\n!results\n!wait 2s\n!gate a-1\n!open\n!raw {]\n!usage in 9 out 3 reasoning 1\n!usage none\n!finish content-filter",
      ),
    ).toEqual([
      [
        { kind: "toolCall", name: "ls", arguments: "{}" },
        { kind: "toolCall", name: "ls", arguments: "{x" },
        { kind: "echo" },
        { kind: "results" },
        { kind: "pause", ms: 2000 },
        { kind: "gate", name: "a-1" },
        { kind: "open" },
        { kind: "raw", data: "{]" },
        { kind: "usage", usage: { inputTokens: 9, outputTokens: 3, cachedTokens: 0, reasoningTokens: 1 } },
        { kind: "usage", usage: "none" },
        { kind: "finish", reason: "contentFilter" },
      ],
    ]);
  });

  it("gives each call its turn, a repeated turn several, and none after the last", () => {
    const script = parseScript("!say a\n!repeat 2\n!then\n!say b") ?? { turns: [] };
    const texts = [0, 1, 2, 3].map((index) => replyAt(script, index)?.[0]);
    expect(texts.map((step) => step?.kind === "text" && step.text)).toEqual(
      ["a", "a", "b", undefined].map((t) => t ?? false),
    );
    const endless = parseScript("!say a\n!repeat") ?? { turns: [] };
    expect(replyAt(endless, 10_000)).toEqual([{ kind: "text", text: "a" }]);
  });

  it.each([
    ["!sya hi", 'Unknown directive "!sya"'],
    ["!constructor", 'Unknown directive "!constructor"'],
    ["!Say hi", 'Unknown directive "!Say"'],
    ["!say", "!say: the text is missing. Usage: !say <text>"],
    ["!tokens many", '!tokens: "many" is not a whole number'],
    ["!tokens 5 evry 20ms", '!tokens: "evry" is not understood'],
    ["!tokens 5 every", '!tokens: "every" needs a value'],
    ["!pace 20", '!pace: "20" is not a duration'],
    ["!tool", "!tool: the tool's name is missing"],
    ["!tool ls {x", "!tool: {x is not valid JSON"],
    ["!tool ls [1]", "!tool: the arguments are not a JSON object"],
    ["!error 200", '!error: "200" is not an HTTP status'],
    ["!error 500 times 1 times 2", '!error: "times" is given twice'],
    ["!cut after 5", '!cut: write "after 5 tokens"'],
    ["!too-long cohere", '!too-long: "cohere" is not one of openai, anthropic, llama'],
    ["!usage in 5", '!usage: "in" and "out" are needed'],
    ["!finish tool_calls", '!finish: "tool_calls" is not one of'],
    ["!repeat 0", "!repeat: a turn answers at least one call"],
    ["!echo hi", '!echo: it takes nothing, so "hi"'],
    ["!gate a b", "!gate: a gate's name has"],
    ["!say a\n!then", "A turn of the script is empty."],
  ])("refuses %j and says why", (text, message) => {
    expect(() => parseScript(text)).toThrow(message);
  });
});
