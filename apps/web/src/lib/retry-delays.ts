/** Waits between attempts at what got no answer: about half a minute altogether. */
export const retryDelaysMs: readonly number[] = [500, 1_000, 2_000, 4_000, 8_000, 15_000];
