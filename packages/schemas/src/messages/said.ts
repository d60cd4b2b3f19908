import type { Message } from "#messages/message.ts";

/** The id of the one part of a message that no model wrote. */
export function saidPartId(messageId: string): string {
  return `${messageId}:text`;
}

/** Somebody wrote it, not a model: also where a prompt puts words into the assistant's mouth. */
export function isSaid({ id, parts }: Pick<Message, "id" | "parts">): boolean {
  return parts[0]?.id === saidPartId(id);
}
