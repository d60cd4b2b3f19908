/* Where a conversation's words stand, for the live one and for the still one that comes before it: neither moves the other. */

/** Nothing in it changes what is around it: while text grows, nothing else is laid out or painted. */
export const conversationStyle = "flex h-full min-h-0 flex-col contain-strict";
export const scrollerStyle =
  "h-full overscroll-contain bg-bg [overflow-anchor:none] [scrollbar-gutter:stable_both-edges]";
export const transcriptStyle =
  "relative mx-auto flex min-h-full w-full max-w-190 flex-col gap-6 px-4 pt-10 pb-4";
export const footStyle = "mx-auto w-full max-w-190 px-4 pb-4 max-sm:px-3 max-sm:pb-3";
export const messageStyle = "group/message flex flex-col gap-2";
export const partsStyle = "flex min-w-0 flex-col gap-2 [&>[data-work]+[data-work]]:-mt-1.5";
