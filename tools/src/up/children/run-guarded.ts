import { spawn } from "node:child_process";
import { once } from "node:events";

/*
 * `run-guarded.ts <program> <arguments>`: runs a development server that starts processes of its own, which cannot
 * be watched over by a preload. Stands between it and the launcher, and ends it when it is asked to end.
 */
const [program = "", ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: "inherit" });
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => child.kill(signal));
const [code] = await once(child, "exit");
process.exit(code ?? 1);
