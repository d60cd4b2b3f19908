import { translate } from "#tools/files/inside/search/glob.ts";

/** One line of a .gitignore, about paths below the folder that it lies in. */
type Rule = { readonly matches: RegExp; readonly isNegated: boolean; readonly foldersOnly: boolean };

/** What a folder's .gitignore says, with what the folders above say. */
export type IgnoreRules = {
  /** `relative` is the folder's path from the root of the search, with a slash at its end, or empty. */
  below(relative: string, gitignore: string): IgnoreRules;
  ignores(path: string, isFolder: boolean): boolean;
};

type Scoped = { readonly prefix: string; readonly rules: readonly Rule[] };

export const noIgnoreRules = withScopes([]);

/** The last rule that matches decides, and a deeper file's rules come last, as git has it. */
function withScopes(scopes: readonly Scoped[]): IgnoreRules {
  return {
    below: (prefix, gitignore) =>
      withScopes([...scopes, { prefix, rules: gitignore.split("\n").flatMap(readRule) }]),
    ignores: (path, isFolder) => {
      let isIgnored = false;
      for (const { prefix, rules } of scopes) {
        const local = path.slice(prefix.length);
        for (const rule of rules) {
          if (rule.foldersOnly && !isFolder) continue;
          if (rule.matches.test(local)) isIgnored = !rule.isNegated;
        }
      }
      return isIgnored;
    },
  };
}

function readRule(line: string): Rule[] {
  const text = line.replace(/\r$/, "").replace(/(?<!\\)\s+$/, "");
  if (text === "" || text.startsWith("#")) return [];
  const isNegated = text.startsWith("!");
  const foldersOnly = text.endsWith("/");
  const pattern = text.slice(isNegated ? 1 : 0, foldersOnly ? -1 : undefined);
  const isAnchored = pattern.includes("/");
  try {
    const body = translate(pattern.replace(/^\//, ""));
    return [{ matches: new RegExp(`^${isAnchored ? "" : "(?:.*/)?"}${body}$`, "s"), isNegated, foldersOnly }];
  } catch {
    return []; // A pattern that means nothing ignores nothing.
  }
}
