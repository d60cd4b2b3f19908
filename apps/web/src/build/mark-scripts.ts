import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Tells the browser that what stands in a script is called as soon as it is loaded: Chromium then compiles all of it
 * beside the page, as the script arrives, and keeps it compiled for the next time. Without it each function is compiled on
 * the page's main thread when it is first called, thousands of them until a page works, and most of them again with every
 * page (https://v8.dev/blog/explicit-compile-hints). To other browsers it is a comment.
 */
const mark = "//# allFunctionsCalledOnLoad\n";

/** Marks the scripts of a folder; those that are marked already stay as they are. What is loaded on demand is a script of its own. */
export function markScripts(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".js"))) {
    const file = path.join(folder, name);
    const script = readFileSync(file, "utf8");
    if (!script.startsWith(mark)) writeFileSync(file, mark + script);
  }
}
