/** The frame that every control a person fills in shares: one edge, a ring when focused, red when wrong. */
export const controlStyle =
  "w-full rounded-md border border-control-line bg-surface text-13 text-text transition-colors hover:border-muted focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-focus data-disabled:opacity-50 data-invalid:border-danger-line pointer-coarse:text-16";

/** What floats over the page: menus, lists of options, popovers. */
export const popupStyle =
  "origin-(--transform-origin) rounded-md bg-raised text-13 text-text shadow-float outline-none transition-[transform,opacity] duration-120 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0 data-instant:transition-none";

/** One line of a list that floats. */
export const optionStyle =
  "flex cursor-default select-none gap-2 rounded-sm px-2 py-1.5 text-13 outline-none data-disabled:opacity-50 data-highlighted:bg-selected pointer-coarse:py-2.5";
