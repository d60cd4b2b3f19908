/** What dims the page under a dialog or a drawer. */
export const backdropStyle =
  "fixed inset-0 z-40 bg-backdrop transition-opacity duration-140 data-ending-style:opacity-0 data-starting-style:opacity-0 supports-[-webkit-touch-callout:none]:absolute";

export const dialogStyle =
  "relative w-full rounded-md bg-raised text-13 text-text shadow-float outline-none transition-[transform,opacity] duration-140 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0";
