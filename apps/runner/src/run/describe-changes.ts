import type { FileChange } from "@slipway/files/diff-manifests";
import type { NewEvent } from "@slipway/schemas/events/event";
import { toStorableText } from "@slipway/schemas/text";

/** An unpacked archive changes thousands of files: no more than these are told one by one. */
const mostEvents = 100;

/** What a step did to the workspace, for whoever follows the run. The last one says how many more there are. */
export function describeChanges(changes: readonly FileChange[]): NewEvent[] {
  const told = changes.slice(0, mostEvents);
  const more = changes.length - told.length;
  return told.map(({ path, change, after }, index) => ({
    type: "file.changed",
    path: toStorableText(path),
    change,
    bytes: after?.kind === "file" ? after.size : null,
    ...(more > 0 && index === told.length - 1 ? { more } : {}),
  }));
}
