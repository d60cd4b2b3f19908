import type { ResultPicture, ToolResultEntry } from "@slipway/schemas/runs/tool-result-entry";
import type { BatchHost, FinishedCall } from "#batch/batch-host.ts";

/** Stores a call's end and its result for the model in one append: from then on it never runs again. */
export function finishCall(
  host: BatchHost,
  finished: FinishedCall & { readonly output: string },
  images: readonly ResultPicture[] = [],
): ToolResultEntry {
  const { callId, name, isError, output } = finished;
  const hint = host.settled(finished);
  const entry: ToolResultEntry = {
    kind: "tool_result",
    callId,
    name,
    output:
      hint === null
        ? output
        : `${output}${output === "" ? "" : "\n\n"}[Note by the host, not by the tool: ${hint}]`,
    isError,
    ...(images.length > 0 ? { images: [...images] } : {}),
  };
  host.log.append({ type: "tool.finished", ...finished });
  host.log.keepResult(entry);
  host.open.close(callId);
  return entry;
}
