import { defaultFilter } from "cmdk";

/** Words, beginnings of words and their first letters score four times as much and more; letters that lie about, less. */
const leastScore = 0.2;

/**
 * How well an entry of the palette fits what is typed, from 0 (it is left out) to 1. Runs were found by the server, in
 * words that are not all shown here: they stay, behind what is called like that.
 */
export function rankEntry(value: string, search: string, keywords: string[] = []): number {
  if (value.startsWith("run_")) return 0.001;
  const score = defaultFilter(value, search, keywords);
  return score < leastScore ? 0 : score;
}
