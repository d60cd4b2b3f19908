import type { ContentPart } from "#model-server/script/play-reply.ts";

export type AnswerBlock =
  | { readonly kind: "text"; text: string }
  | { readonly kind: "reasoning"; text: string }
  | { readonly kind: "call"; readonly name: string; arguments: string };

/** An answer that is sent in one piece: what it consists of, in order. */
export type CollectedAnswer = {
  readonly blocks: readonly AnswerBlock[];
  /** What is sent instead of all this. */
  readonly raw: string | undefined;
  add(part: ContentPart): void;
};

export function collectAnswer(): CollectedAnswer {
  const blocks: AnswerBlock[] = [];
  const calls: Extract<AnswerBlock, { kind: "call" }>[] = [];
  let raw: string | undefined;
  return {
    blocks,
    get raw() {
      return raw;
    },
    add(part) {
      if (part.kind === "raw") raw = (raw ?? "") + part.data;
      else if (part.kind === "toolCall") {
        const call = { kind: "call" as const, name: part.name, arguments: "" };
        blocks.push(call);
        calls.push(call);
      } else if (part.kind === "toolArguments") {
        const call = calls[part.index];
        if (call) call.arguments += part.piece;
      } else {
        const last = blocks.at(-1);
        if (last?.kind === part.kind) last.text += part.token;
        else blocks.push({ kind: part.kind, text: part.token });
      }
    },
  };
}
