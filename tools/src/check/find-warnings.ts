import { stripVTControlCharacters } from "node:util";

/** How Node, Next, Prisma, pnpm and turbo begin a warning. */
const warning =
  /^(?:\S+: )?\s*(?:\(node:\d+\) (?:\[\w+\] )?\w*Warning:|⚠|warn\b|warning\b|prisma:warn|\[WARN\])/i;

/** The lines of an output that warn: a warning that nobody acts on hides the next one. */
export function findWarnings(output: string): string[] {
  return stripVTControlCharacters(output)
    .split("\n")
    .filter((line) => warning.test(line));
}
