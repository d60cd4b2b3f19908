/**
 * Each kind of filter of the history, its frequent and rare values in what {@link seedHistory} makes, several together, and
 * words that are said often or hardly ever: `{frequent}`, `{middling}` and `{rare}` stand for such.
 */
export const historySearches = [
  "",
  "status=completed",
  "status=failed",
  "status=cancelled",
  "stopReason=content_filtered",
  "appId=app_seed00",
  "appId=app_seed39",
  "type=agent",
  "environment=production",
  "environment=development",
  "revision=1",
  "source=playground",
  "model=openai/gpt-5",
  "model=lab/secret",
  "userId=usr_seed3",
  "userId=usr_seed199",
  "minDurationMs=44000",
  "minCostUsd=0.059",
  "status=failed&model=lab/secret",
  "status=failed&userId=usr_seed199",
  "appId=app_seed39&source=playground&environment=staging",
  "stopReason=content_filtered&type=completion&model=local/tiny",
  "q={frequent}",
  "q={middling}",
  "q={rare}",
  "q={frequent} {middling}",
  "q={frequent}&status=failed",
  "q={rare}&status=completed",
  "q=wordthatnobodysaid",
] as const;

export function withWords(search: string, words: Readonly<Record<string, string>>): string {
  return search.replaceAll(/\{(\w+)\}/g, (_, name) => words[name] ?? "");
}
