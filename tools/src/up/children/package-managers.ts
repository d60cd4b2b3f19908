import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { identifyProcess, type ProcessIdentity } from "#up/children/process-identity.ts";

type Ancestor = { readonly parent: number; readonly command: string };

/** npm, npx and pnpm with the shells between them. */
const packageManager = /(^|\/|\s)(p?npm|npx)\b/;
const shell = /^(\S*\/)?(sh|bash|dash|zsh) -c /;

/**
 * The processes between the person and us, from our parent up to `npm start`. Who asks npm to end, as a service
 * manager does, reaches npm only: the shells that it starts die without passing it on.
 */
export function packageManagers(): ProcessIdentity[] {
  const found: ProcessIdentity[] = [];
  let shells: ProcessIdentity[] = [];
  for (let pid = process.ppid; pid > 1; ) {
    const ancestor = readAncestor(pid);
    const identity = identifyProcess(pid);
    if (ancestor === undefined || identity === undefined) break;
    if (packageManager.test(ancestor.command) && !shell.test(ancestor.command)) {
      found.push(...shells, identity);
      shells = [];
    } else if (shell.test(ancestor.command)) {
      shells.push(identity);
    } else {
      break;
    }
    pid = ancestor.parent;
  }
  return found;
}

function readAncestor(pid: number): Ancestor | undefined {
  try {
    return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
  } catch {
    return;
  }
}

function fromProc(pid: number): Ancestor {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  return { parent, command: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ") };
}

function fromPs(pid: number): Ancestor {
  const text = execFileSync("ps", ["-o", "ppid=,command=", "-p", String(pid)], { encoding: "utf8" }).trim();
  return { parent: Number.parseInt(text, 10), command: text.replace(/^\d+\s+/, "") };
}
