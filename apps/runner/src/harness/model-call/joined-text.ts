import { toStorableText } from "@slipway/schemas/text";

/**
 * Text that arrives in pieces, made storable. A piece can end in the middle of a surrogate pair (an emoji, for example):
 * its first half waits for the second, so that it is not taken for a broken character.
 */
export type JoinedText = {
  /** What can be shown after this piece. May be empty. */
  add(piece: string): string;
  /** What was still waiting. Nothing may be added afterwards. */
  end(): string;
  /** All that add and end have returned. */
  text(): string;
};

export function createJoinedText(): JoinedText {
  let waiting = "";
  let shown = "";

  function show(text: string): string {
    const storable = toStorableText(text);
    shown += storable;
    return storable;
  }

  return {
    add(piece) {
      const text = waiting + piece;
      waiting = isHighSurrogate(text.charCodeAt(text.length - 1)) ? text.slice(-1) : "";
      return show(waiting === "" ? text : text.slice(0, -1));
    },
    end() {
      const rest = waiting;
      waiting = "";
      return show(rest);
    },
    text: () => shown,
  };
}

function isHighSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xd800 && codeUnit <= 0xdbff;
}
