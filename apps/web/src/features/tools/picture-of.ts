import type { ToolPart } from "@slipway/schemas/messages/message";
import { isPicture } from "#lib/file-kinds.ts";
import { inputOf } from "./tool-words.ts";

/** The picture of the workspace that a call has looked at or made; null: none. */
export function pictureOf(part: ToolPart): string | null {
  if (part.name !== "read" && part.name !== "write") return null;
  const { path } = inputOf(part);
  if (typeof path !== "string" || !isPicture(path)) return null;
  const names = path
    .replace(/^\/workspace\//, "")
    .split("/")
    .filter((name) => name !== "" && name !== ".");
  return path.startsWith("/") && !path.startsWith("/workspace/") ? null : names.join("/") || null;
}
