import type { NewEvent } from "@slipway/schemas/events/event";

type Delta = Extract<
  NewEvent,
  { type: "text.delta" | "reasoning.delta" | "tool.progress" | "tool.requested" }
>;

/** Shorter ones are words that people use for local servers, which ask for none: they would be blanked in every answer. */
const shortestSecret = 12;
export const secretMark = "[key]";

/**
 * Takes the keys that a run is worked with out of what it tells: an endpoint may say them back, in one piece or in two.
 * Of a stream, what might be the beginning of one waits for what comes next.
 */
export class SecretFilter {
  readonly #secrets = new Set<string>();
  /** What waits, by the block that it belongs to. */
  readonly #held = new Map<string, Delta>();

  /** From now on nothing says this. */
  add(secret: string | null): void {
    if (secret !== null && secret.length >= shortestSecret) this.#secrets.add(secret);
  }

  text(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, secretMark);
    return clean;
  }

  /** JSON as text. */
  json(json: string): string {
    let clean = json;
    for (const secret of this.#secrets) {
      clean = clean.replaceAll(JSON.stringify(secret).slice(1, -1), secretMark);
    }
    return clean;
  }

  /** Anything that JSON can hold. What says nothing of them comes back as it is. */
  value<Value>(value: Value): Value {
    if (this.#secrets.size === 0 || value === undefined) return value;
    const json = JSON.stringify(value);
    const clean = this.json(json);
    return clean === json ? value : JSON.parse(clean);
  }

  /** The events to tell in place of these, in their order. */
  events(events: readonly NewEvent[]): NewEvent[] {
    return this.#secrets.size === 0 ? [...events] : events.flatMap((event) => this.#event(event));
  }

  /** What still waits: nothing comes after it. */
  rest(): NewEvent[] {
    const held = [...this.#held.values()];
    this.#held.clear();
    return held;
  }

  #event(event: NewEvent): NewEvent[] {
    if (!isDelta(event)) return [...this.rest(), this.value(event)];
    const block = blockOf(event);
    const held = this.#held.get(block);
    this.#held.delete(block);
    const said = this.text((held ? deltaOf(held) : "") + deltaOf(event));
    const cut = said.length - this.#lengthOfBeginning(said);
    if (cut < said.length) this.#held.set(block, withDelta(event, said.slice(cut)));
    return cut > 0 || said === "" ? [withDelta(event, said.slice(0, cut))] : [];
  }

  /** How much of a text's end may be the beginning of a secret. */
  #lengthOfBeginning(text: string): number {
    let longest = 0;
    for (const secret of this.#secrets) {
      const earliest = Math.max(0, text.length - secret.length + 1);
      let at = text.indexOf(secret.charAt(0), earliest);
      while (at !== -1 && !secret.startsWith(text.slice(at))) at = text.indexOf(secret.charAt(0), at + 1);
      if (at !== -1) longest = Math.max(longest, text.length - at);
    }
    return longest;
  }
}

function isDelta(event: NewEvent): event is Delta {
  return deltaTypes.has(event.type);
}

const deltaTypes: ReadonlySet<string> = new Set([
  "text.delta",
  "reasoning.delta",
  "tool.progress",
  "tool.requested",
]);

function blockOf(event: Delta): string {
  return "blockId" in event ? `${event.type} ${event.blockId}` : `${event.type} ${event.callId}`;
}

function deltaOf(event: Delta): string {
  return event.type === "tool.requested" ? event.inputDelta : event.delta;
}

function withDelta(event: Delta, delta: string): Delta {
  return event.type === "tool.requested" ? { ...event, inputDelta: delta } : { ...event, delta };
}
