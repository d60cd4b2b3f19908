import { expect, it } from "vitest";
import { replayableInput } from "#harness/model-call/replayable-input.ts";

const user = { role: "user", content: [{ type: "input_text", text: "Go" }] };
const answer = {
  type: "message",
  role: "assistant",
  id: "msg_1",
  content: [{ type: "output_text", text: "Yes.", annotations: [] }],
};
const call = { type: "function_call", id: "fc_1", call_id: "c1", name: "ls", arguments: "{}" };
const sealed = { type: "reasoning", id: "rs_1", summary: [], encrypted_content: "sealed" };
const open = { type: "reasoning", id: "rs_2", summary: [] };

it("leaves reasoning that came encrypted, and what followed from it, as it is", () => {
  expect(replayableInput([user, sealed, answer, call])).toEqual([user, sealed, answer, call]);
});

it("takes out reasoning that nobody has kept, and the ids that point to it", () => {
  const { id: _, ...callWithoutId } = call;
  const output = { type: "function_call_output", call_id: "c1", output: "ok" };
  expect(replayableInput([user, open, answer, call, output, answer])).toEqual([
    user,
    { role: "assistant", content: "Yes." },
    callWithoutId,
    output,
    answer,
  ]);
});
