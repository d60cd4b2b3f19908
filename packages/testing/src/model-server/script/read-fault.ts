import { readCount, readModifiers, readText } from "#model-server/script/read-arguments.ts";
import type { FaultStep } from "#model-server/script/reply-step.ts";
import { ScriptError } from "#model-server/script/script-error.ts";

export function readPlainFault(kind: "hang" | "cut" | "end", rest: string): FaultStep {
  return { kind, ...readWhen(readModifiers(wordsOf(rest), ["after", "times"])) };
}

export function readErrorFault(rest: string): FaultStep {
  const [, settings = "", quoted] = /^([^"]*)(".*)?$/s.exec(rest) ?? [];
  const [status = "", ...words] = wordsOf(settings.trim());
  if (!/^[45]\d\d$/.test(status)) throw new ScriptError(`"${status}" is not an HTTP status from 400 to 599`);
  const given = readModifiers(words, ["retry-after", "after", "times"]);
  return {
    kind: "error",
    status: Number(status),
    ...(quoted === undefined ? {} : { message: readText(quoted).text }),
    ...(given["retry-after"] === undefined ? {} : { retryAfterSeconds: readCount(given["retry-after"]) }),
    ...readWhen(given),
  };
}

export function readTooLong(rest: string): FaultStep {
  const words = wordsOf(rest);
  const provider = words[0] === undefined || words[0] === "times" ? "openai" : words.shift();
  const refusal = refusals.get(provider ?? "");
  if (!refusal) throw new ScriptError(`"${provider}" is not one of ${[...refusals.keys()].join(", ")}`);
  return { kind: "error", status: 400, ...refusal, ...readWhen(readModifiers(words, ["times"])) };
}

/** How providers behind this wire say that a conversation does not fit; only the first has a code for it. */
const refusals: ReadonlyMap<string, { readonly message: string; readonly code?: string }> = new Map([
  [
    "openai",
    {
      code: "context_length_exceeded",
      message:
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 131072 tokens. Please reduce the length of the messages.",
    },
  ],
  ["anthropic", { message: "prompt is too long: 213462 tokens > 200000 maximum" }],
  ["llama", { message: "the request exceeds the available context size, try increasing it" }],
]);

function readWhen(given: { readonly after?: string; readonly times?: string }) {
  return {
    ...(given.after === undefined ? {} : { afterTokens: readCount(given.after) }),
    ...(given.times === undefined ? {} : { times: readCount(given.times) }),
  };
}

function wordsOf(text: string): string[] {
  return text === "" ? [] : text.split(/\s+/);
}
