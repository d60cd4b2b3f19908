/** The order in which the editor shows the parts; the database keeps none. What is not named follows. */
const partOrder = [
  "model",
  "fallbackModels",
  "instructions",
  "prompt",
  "variables",
  "tools",
  "permissions",
  "mcpServers",
  "sandbox",
  "skills",
  "parameters",
  "outputSchema",
  "budget",
  "gates",
  "review",
  "memory",
  "durable",
];

export function rankOfPart(part: string): number {
  const rank = partOrder.indexOf(part);
  return rank === -1 ? partOrder.length : rank;
}

/** A configuration as people read it: what matters most first. */
export function inPartOrder(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(config).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.toSorted(([one], [other]) => rankOfPart(one) - rankOfPart(other)));
}
