import type { ModelRequest } from "#model-server/model-request.ts";
import { ProviderError } from "#model-server/provider-error.ts";
import type { ReplyQueue } from "#model-server/reply-queue.ts";
import { parseScript, replyAt } from "#model-server/script/parse-script.ts";
import type { Reply } from "#model-server/script/reply-step.ts";
import { ScriptError } from "#model-server/script/script-error.ts";
import { isFaultyAttempt, withoutSpentFaults } from "#model-server/script/spent-faults.ts";

export type ReplyChooser = (request: ModelRequest, key: string | undefined) => Reply;

/**
 * First what the test has queued for this request, then the script in the prompt, then a short answer. Throws a
 * ProviderError with status 400 when the prompt's script is wrong.
 *
 * The prompt is the last user message; the assistant messages after it say which turn of the script is asked for. For
 * `times`, requests are the same when key, user messages up to the prompt, and turn are: a retry is recognised also
 * when the system message has changed. After the last faulty attempt the count starts again.
 */
export function createReplyChooser(queue: ReplyQueue): ReplyChooser {
  const attempts = new Map<string, number>();

  return (request, key) => {
    const queued = queue.take(request);
    if (queued) return queued;
    const promptIndex = findPrompt(request);
    const following = request.messages.slice(promptIndex + 1);
    const callIndex = following.filter((message) => message.role === "assistant").length;
    const reply = promptReply(request, promptIndex, callIndex);
    if (!reply) return [{ kind: following.at(-1)?.role === "tool" ? "results" : "echo" }];

    const users = request.messages.slice(0, promptIndex + 1).filter((message) => message.role === "user");
    const identity = JSON.stringify([key, callIndex, users.map((message) => message.text)]);
    const attempt = attempts.get(identity) ?? 0;
    if (isFaultyAttempt(reply, attempt)) attempts.set(identity, attempt + 1);
    else attempts.delete(identity);
    return withoutSpentFaults(reply, attempt);
  };
}

/** The last user message, except one that only carries the pictures of the tool results before it. */
function findPrompt({ messages }: ModelRequest): number {
  return messages.findLastIndex(
    (message, index) =>
      message.role === "user" && !(message.hasMedia && messages[index - 1]?.role === "tool"),
  );
}

function promptReply(request: ModelRequest, promptIndex: number, callIndex: number): Reply | undefined {
  try {
    const script = parseScript(request.messages[promptIndex]?.text ?? "");
    return script && replyAt(script, callIndex);
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    throw new ProviderError(
      {
        status: 400,
        code: "invalid_script",
        param: `messages[${promptIndex}].content`,
        message: error.message,
      },
      { cause: error },
    );
  }
}
