import type { Message } from "@slipway/schemas/messages/message";

/** A message's text parts, as they are written. */
export function messageText(message: Message): string {
  return message.parts.flatMap((part) => (part.type === "text" ? part.text : [])).join("\n\n");
}
