/** Sent after an answer that was cut, never stored. */
export const continueRequest =
  "Your last message was cut off. Go on exactly where it stops, in the middle of the sentence if need be. Repeat nothing and do not comment on the interruption.";
