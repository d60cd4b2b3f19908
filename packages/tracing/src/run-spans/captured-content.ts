import { redactSecrets } from "@slipway/schemas/redact-secrets";

/** Longer texts are cut: spans are for finding one's way, the log has the whole. */
const longestText = 16_000;

type Part =
  | { readonly type: "text" | "reasoning"; readonly content: string }
  | { readonly type: "tool_call"; readonly id: string; readonly name: string; readonly arguments: unknown };

export type ContentMessage = {
  readonly role: "user" | "assistant";
  readonly parts: readonly Part[];
  readonly finish_reason?: string;
};

/**
 * Makes what was said fit for spans: without what looks like a secret, without the keys that this run works with, and not
 * endless.
 */
export function createContentFilter(): {
  /** A key that is cut out from now on, wherever it stands. */
  hide(secret: string | null): void;
  text(text: string): string;
  json(value: unknown): string;
  messages(messages: readonly ContentMessage[]): string;
} {
  const hidden = new Set<string>();

  function text(content: string): string {
    // Cut once before, so that an endless text costs no time, and once after, so that no secret is cut in half.
    let clean = content.slice(0, 2 * longestText);
    for (const secret of hidden) clean = clean.replaceAll(secret, "[key]");
    clean = redactSecrets(clean);
    return clean.length > longestText
      ? `${clean.slice(0, longestText)}…`.toWellFormed()
      : clean.toWellFormed();
  }

  const clean = (part: Part): Part => {
    if (part.type === "tool_call") return { ...part, arguments: parsed(text(asText(part.arguments))) };
    return { ...part, content: text(part.content) };
  };

  return {
    // A shorter one protects nothing, and cutting it out would tear holes into ordinary words.
    hide: (secret) => {
      if (secret !== null && secret.length >= 4) hidden.add(secret);
    },
    text,
    json: (value) => text(asText(value)),
    messages: (messages) =>
      JSON.stringify(messages.map((message) => ({ ...message, parts: message.parts.map(clean) }))),
  };
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** Arguments are JSON where they can be read as such, else the text that they are. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
