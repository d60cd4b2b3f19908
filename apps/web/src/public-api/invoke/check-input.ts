import type { AppType } from "@slipway/schemas/apps/app-type";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { RunInput } from "@slipway/schemas/runs/run-input";

/** Throws `invalid_request` where an input does not suit the app's type, or the session. */
export function checkInput(
  type: AppType,
  { message, messages, variables }: RunInput,
  { startsSession }: { readonly startsSession: boolean },
): void {
  // Other types are refused with their configuration until they can be run.
  if (type === "completion") return;
  if (variables !== undefined)
    throw invalid("input.variables", "Not available for this app in this release.");
  if (message === undefined && messages === undefined) throw invalid("input.message", "Say something.");
  if (messages === undefined) return;
  if (message !== undefined) throw invalid("input.messages", "Give message or messages, not both.");
  if (!startsSession) throw invalid("input.messages", "Only starts a session: send message to this one.");
  if (messages.at(-1)?.role !== "user") throw invalid("input.messages", "The last one must be the user's.");
}

function invalid(path: string, message: string): AppError {
  return new AppError("invalid_request", `The request is not valid. ${path}: ${message}`, {
    details: [{ path, message }],
  });
}
