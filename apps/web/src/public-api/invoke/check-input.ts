import type { AppType } from "@slipway/schemas/apps/app-type";
import type { AppError } from "@slipway/schemas/errors/app-error";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import { invalidInput } from "#public-api/invoke/invalid-input.ts";

/** Throws `invalid_request` where an input does not suit the app's type, or the session. Values are checked with the prompt. */
export function checkInput(
  type: AppType,
  { message, messages, variables }: RunInput,
  { startsSession }: { readonly startsSession: boolean },
): void {
  if (type === "completion") {
    const takes = "A completion takes variables: its prompt says the rest.";
    if (message !== undefined) throw invalid("input.message", takes);
    if (messages !== undefined) throw invalid("input.messages", takes);
    return;
  }
  if (type === "agent" && variables !== undefined)
    throw invalid("input.variables", "Agents take no variables. Say it in the message.");
  if (message === undefined && messages === undefined) throw invalid("input.message", "Say something.");
  if (messages === undefined) return;
  if (message !== undefined) throw invalid("input.messages", "Give message or messages, not both.");
  if (!startsSession) throw invalid("input.messages", "Only starts a session: send message to this one.");
  if (messages.at(-1)?.role !== "user") throw invalid("input.messages", "The last one must be the user's.");
}

function invalid(path: string, message: string): AppError {
  return invalidInput([{ path, message }]);
}
