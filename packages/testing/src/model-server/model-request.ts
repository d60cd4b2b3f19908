/** What a wire has understood of a request: enough to choose and play a reply, nothing of the wire's own format. */
export type ModelRequest = {
  readonly model: string;
  /** Of the whole conversation, oldest first, system messages included. */
  readonly messages: readonly ModelMessage[];
  readonly toolNames: readonly string[];
  /** A quarter of the characters of the request's messages and tools as JSON, rounded up. */
  readonly inputTokens: number;
  readonly maxOutputTokens: number | undefined;
  readonly stopSequences: readonly string[];
};

export type ModelMessage =
  | { readonly role: "system"; readonly text: string }
  | { readonly role: "user"; readonly text: string; readonly hasMedia: boolean }
  | { readonly role: "assistant"; readonly text: string; readonly toolCallIds: readonly string[] }
  | { readonly role: "tool"; readonly text: string; readonly toolCallId: string };
