import path from "node:path";
import { startChild } from "#child-process/ask-child.ts";
import type { Call } from "#load/load-plan.ts";

export type Models = AsyncDisposable & {
  /** What a provider is given. */
  readonly baseUrl: string;
  /** The bare call: the same conversation, straight to the model. */
  call(messages: readonly ChatMessage[]): Call;
};

export type ChatMessage = { readonly role: "user" | "assistant"; readonly content: string };

export async function startModels(): Promise<Models> {
  const child = startChild<"url", string>(path.join(import.meta.dirname, "main.ts"));
  const baseUrl = `${await child.ask("url")}/v1`;
  return {
    baseUrl,
    call: (messages) => ({
      url: `${baseUrl}/chat/completions`,
      headers: { authorization: "Bearer bench" },
      body: JSON.stringify({
        model: "scripted",
        stream: true,
        stream_options: { include_usage: true },
        messages,
      }),
      wire: "openai",
    }),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
