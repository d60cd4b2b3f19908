import type { Place } from "./find-place.ts";

type Level = { readonly isList: boolean; key: string | null; expects: Place["expects"] };

const tokens = /"(?:[^"\\\n]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/g;

/** Told by the brackets and commas before the cursor, so that it also works while the text is broken. */
export function findJsonPlace(text: string, at: number): Place | null {
  const levels: Level[] = [];
  let from = at;
  for (const { 0: token, index } of text.slice(0, at).matchAll(tokens)) {
    if (index + token.length === at && isUnfinished(token)) from = index;
    else takeToken(levels, token);
  }
  const level = levels.at(-1);
  if (!level) return null;
  const outer = levels.slice(0, -1).flatMap(stepOf);
  const own = level.expects === "value" ? stepOf(level) : [];
  return { path: [...outer, ...own], expects: level.expects, from };
}

/** A word that the cursor is at the end of. */
function isUnfinished(token: string): boolean {
  return /^["\w-]/.test(token) && !/^".*"$/.test(token);
}

function takeToken(levels: Level[], token: string): void {
  const level = levels.at(-1);
  if (token === "{") levels.push({ isList: false, key: null, expects: "name" });
  else if (token === "[") levels.push({ isList: true, key: null, expects: "value" });
  else if (token === "}" || token === "]") levels.pop();
  else if (level) takeInside(level, token);
}

function takeInside(level: Level, token: string): void {
  if (token === ",") level.expects = level.isList ? "value" : "name";
  else if (token === ":") level.expects = "value";
  else if (level.expects === "name" && token.startsWith('"')) level.key = token.slice(1, -1);
}

/** Entries of lists stand under their place: which one, the schema does not care. */
function stepOf({ isList, key }: Level): readonly string[] {
  if (isList) return ["0"];
  return key === null ? [] : [key];
}
