export { AnswerParts } from "./answer-parts.tsx";
export { Conversation } from "./conversation.tsx";
export { messageText } from "./message-text.ts";
export { useOutgoing } from "./use-outgoing.ts";
export { UserMessage } from "./user-message.tsx";
