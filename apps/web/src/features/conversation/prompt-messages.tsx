import type { Message } from "@slipway/schemas/messages/message";
import { messageText } from "./message-text.ts";

const names: Readonly<Record<Message["role"], string>> = {
  system: "System",
  user: "User",
  assistant: "Assistant",
};

/** The messages of a prompt as the model was sent them: their text as it is, with no markdown made of it. */
export function PromptMessages({ messages }: { messages: readonly Message[] }) {
  return (
    <ol aria-label="Prompt" className="flex flex-col gap-3">
      {messages.map((message) => (
        <li key={message.id} className="rounded-md border border-line bg-sunken px-3 py-2">
          <p className="text-12 font-medium text-muted">{names[message.role]}</p>
          <p className="mt-0.5 wrap-anywhere whitespace-pre-wrap">{messageText(message)}</p>
        </li>
      ))}
    </ol>
  );
}
