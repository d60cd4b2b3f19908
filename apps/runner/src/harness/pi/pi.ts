/**
 * Pi, from the bundle that is part of its package: the package's own entry is hundreds of files, and to load them holds
 * up everything else that the process does for twice as long. Both are the same release and have the same types.
 */
export const pi: typeof import("@earendil-works/pi-coding-agent") = await import(
  new URL("./bundle/index.js", import.meta.resolve("@earendil-works/pi-coding-agent")).href
);
