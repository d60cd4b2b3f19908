export type ShortcutMatch =
  | { readonly kind: "run"; readonly keys: string }
  | { readonly kind: "pending"; readonly strokes: readonly string[] }
  | { readonly kind: "none" };

/**
 * What a stroke means after the ones that are pending: the end of a shortcut, the middle of one, or nothing. A stroke that
 * continues nothing may still begin something.
 */
export function matchShortcut(
  pending: readonly string[],
  stroke: string,
  known: readonly string[],
): ShortcutMatch {
  const strokes = [...pending, stroke];
  const pressed = strokes.join(" ");
  if (known.includes(pressed)) return { kind: "run", keys: pressed };
  if (known.some((keys) => keys.startsWith(`${pressed} `))) return { kind: "pending", strokes };
  return pending.length > 0 ? matchShortcut([], stroke, known) : { kind: "none" };
}
