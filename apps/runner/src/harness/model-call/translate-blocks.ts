import type { AssistantMessageEvent } from "@earendil-works/pi-ai";
import type { HarnessEvent } from "#harness/harness.ts";
import { createJoinedText, type JoinedText } from "#harness/model-call/joined-text.ts";

/** Turns Pi's events of one model call into ours. */
export type BlockTranslator = {
  translate(event: AssistantMessageEvent): readonly HarnessEvent[];
  /** The same for a piece that was taken out of its event. */
  add(kind: "text" | "reasoning", piece: string): readonly HarnessEvent[];
  /** Closes what is still open. `interrupted`: the answer was cut. */
  finish(how: "complete" | "interrupted"): readonly HarnessEvent[];
  /** The text blocks so far, joined. */
  text(): string;
  /** Whether the person has seen anything of this call. */
  hasShown(): boolean;
};

type Kind = "text" | "reasoning";
type OpenBlock = { readonly kind: Kind; readonly blockId: string; readonly joined: JoinedText };

/**
 * One block is open at a time: the other kind's first piece closes it. (Pi keeps all blocks of a chat completion open
 * until its end, which would show reasoning as unfinished under a finished answer.)
 */
export function createBlockTranslator(newBlockId: () => string): BlockTranslator {
  const finishedTexts: string[] = [];
  let open: OpenBlock | null = null;
  let hasShown = false;

  function add(kind: Kind, piece: string): readonly HarnessEvent[] {
    if (open?.kind === kind) return deltaOf(open, open.joined.add(piece));
    const events: HarnessEvent[] = [...finish("complete")];
    const joined = createJoinedText();
    const delta = joined.add(piece);
    open = { kind, blockId: newBlockId(), joined };
    hasShown = true;
    events.push({ type: `${kind}.started`, blockId: open.blockId }, ...deltaOf(open, delta));
    return events;
  }

  function finish(how: "complete" | "interrupted"): readonly HarnessEvent[] {
    if (!open) return [];
    const { kind, blockId, joined } = open;
    const rest = deltaOf(open, joined.end());
    const text = joined.text();
    if (kind === "text") finishedTexts.push(text);
    open = null;
    const interrupted = how === "interrupted" ? { interrupted: true as const } : {};
    return [...rest, { type: `${kind}.finished`, blockId, text, ...interrupted }];
  }

  return {
    translate(event) {
      if (event.type === "text_delta") return add("text", event.delta);
      if (event.type === "thinking_delta") return add("reasoning", event.delta);
      return [];
    },
    add,
    finish,
    text: () => finishedTexts.join("") + (open?.kind === "text" ? open.joined.text() : ""),
    hasShown: () => hasShown,
  };
}

function deltaOf({ kind, blockId }: OpenBlock, delta: string): readonly HarnessEvent[] {
  return delta === "" ? [] : [{ type: `${kind}.delta`, blockId, delta }];
}
