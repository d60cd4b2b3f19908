import type { RunSender } from "@slipway/schemas/runs/run-sender";

/** Who can be chosen: two of one name are told apart, and the one in force is there, whether known or not. */
export function senderOptions(senders: readonly RunSender[], chosen: string | null) {
  const options = senders.map(({ id, kind, name }) => {
    const isDouble = senders.some((other) => other.id !== id && other.name === name);
    const label = kind === "key" ? `${name} (key)` : name;
    return { value: id, label: isDouble ? `${label} …${id.slice(-4)}` : label };
  });
  const isKnown = chosen === null || options.some(({ value }) => value === chosen);
  return isKnown ? options : [{ value: chosen, label: chosen }, ...options];
}
