type KeyPress = Pick<KeyboardEvent, "altKey" | "ctrlKey" | "key" | "metaKey" | "shiftKey">;

/**
 * Names one key press: `a`, `?`, `escape`, `mod+k` (⌘ or Ctrl), `shift+enter`. Shift counts only with keys that write
 * nothing: what it writes is already in the character.
 */
export function strokeOf(press: KeyPress): string {
  const key = press.key.toLowerCase();
  const modifiers = [
    press.metaKey || press.ctrlKey ? "mod" : "",
    press.altKey ? "alt" : "",
    press.shiftKey && press.key.length > 1 ? "shift" : "",
  ];
  return [...modifiers.filter(Boolean), key].join("+");
}

/** Whether a stroke is a single character without a modifier, which speech input and stray hands press by accident. */
export function isCharacterStroke(stroke: string): boolean {
  return stroke.length === 1;
}
