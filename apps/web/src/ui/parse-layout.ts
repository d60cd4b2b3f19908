/** Reads panel sizes from their cookie. Anything that is not a map of shares for exactly these panels is forgotten. */
export function parseLayout(
  cookie: string | undefined,
  panelIds: readonly string[],
): Record<string, number> | undefined {
  const layout = parseJson(cookie);
  if (typeof layout !== "object" || layout === null) return undefined;
  const entries = Object.entries(layout);
  const isComplete = entries.length === panelIds.length && entries.every(([id]) => panelIds.includes(id));
  const areShares = entries.every(([, share]) => typeof share === "number" && share >= 0 && share <= 100);
  const sum = entries.reduce((total, [, share]) => total + Number(share), 0);
  return isComplete && areShares && Math.abs(sum - 100) < 0.5 ? Object.fromEntries(entries) : undefined;
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
}
