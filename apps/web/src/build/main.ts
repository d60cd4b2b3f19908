import path from "node:path";
import { markScripts } from "#build/mark-scripts.ts";

/* The last step of a build, after Next's own. */
markScripts(path.resolve(import.meta.dirname, "../../.next/static/chunks"));
