const typing =
  "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [role=textbox], [role=combobox]";

/** Whether keys pressed here write text, so that single letters cannot be shortcuts. */
export function isTypingTarget(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches(typing);
}
