import type { ModelRequest } from "#model-server/model-request.ts";
import { parseScript, replyAt, type Script } from "#model-server/script/parse-script.ts";
import type { Reply } from "#model-server/script/reply-step.ts";
import { ScriptError } from "#model-server/script/script-error.ts";
import { isFaultyAttempt, withoutSpentFaults } from "#model-server/script/spent-faults.ts";

export type ReplyQueue = {
  add(script: string | readonly Reply[], when: RequestFilter): void;
  /** The next reply of the oldest script that has one for this request, and uses it up. */
  take(request: ModelRequest): Reply | undefined;
  /** How many scripts are not used up. */
  size(): number;
};

export type RequestFilter = (request: ModelRequest) => boolean;

type Entry = { readonly script: Script; readonly when: RequestFilter; answered: number; attempt: number };

/** Scripts that a test has given: one turn per matching request, in order. */
export function createReplyQueue(): ReplyQueue {
  const entries: Entry[] = [];

  return {
    add(script, when) {
      entries.push({ script: toScript(script), when, answered: 0, attempt: 0 });
    },
    take(request) {
      const entry = entries.find((candidate) => candidate.when(request));
      const reply = entry && replyAt(entry.script, entry.answered);
      if (!entry || !reply) return undefined;
      const { attempt } = entry;
      if (isFaultyAttempt(reply, attempt)) entry.attempt += 1;
      else {
        entry.attempt = 0;
        entry.answered += 1;
        if (!replyAt(entry.script, entry.answered)) entries.splice(entries.indexOf(entry), 1);
      }
      return withoutSpentFaults(reply, attempt);
    },
    size: () => entries.length,
  };
}

function toScript(script: string | readonly Reply[]): Script {
  if (typeof script !== "string") return { turns: script.map((reply) => ({ reply, repeat: 1 })) };
  const parsed = parseScript(script);
  if (!parsed) throw new ScriptError("The script does not start with a directive.");
  return parsed;
}
