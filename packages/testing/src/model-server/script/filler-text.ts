const words =
  "the run begins when a message arrives and ends when its answer is stored so that every step between them can be read again later".split(
    " ",
  );

/** `count` words that `splitTokens` makes `count` tokens of, the same ones each time. */
export function fillerText(count: number): string {
  return Array.from({ length: count }, (_, index) => words[index % words.length]).join(" ");
}
