import { workspaceMount } from "@slipway/permissions/workspace-path";
import { makeFolder, sandboxUser } from "#sandbox/bubblewrap/host-view.ts";
import { launchScript, proxyMount, startedDescriptor } from "#sandbox/launch-script.ts";
import type { SandboxedProgram } from "#sandbox/sandbox.ts";

/** What a call of bubblewrap is given besides the standard three. */
export const descriptors = { options: 3, status: 4, filter: 5, started: startedDescriptor } as const;

/** What /tmp and shared memory hold at most. Both are memory, on top of the program's own. */
const temporaryBytes = 256 * 1024 * 1024;
const sharedMemoryBytes = 64 * 1024 * 1024;

export type BubblewrapHost = {
  /** The program's absolute path. As root it has to be seen from inside, so it lies under /usr. */
  readonly bwrap: string;
  readonly bash: string;
  readonly hostView: readonly string[];
  /** Set when the runner is root: the user that programs are to the host. */
  readonly dropTo: { readonly uid: number; readonly setpriv: string } | null;
};

export type BubblewrapCall = {
  /** On the command line, which the program can read: nothing of the host is named there. */
  readonly arguments: readonly string[];
  /** Through a descriptor. */
  readonly options: readonly string[];
};

/**
 * A user that is not root makes all namespaces at once. For root this would leave the program root to the host, with
 * its files and without its limits on processes; so root makes the mounts, becomes nobody in particular, and only then
 * enters the user namespace.
 */
export function bubblewrapCall(host: BubblewrapHost, program: SandboxedProgram): BubblewrapCall {
  const inside = ["--chdir", workspaceMount, "--seccomp", `${descriptors.filter}`, "--"];
  const asUser = ["--unshare-user", "--uid", `${sandboxUser.id}`, "--gid", `${sandboxUser.id}`];
  const script = launchScript({ ...program, countProcesses: true });
  const launch = [host.bash, "--norc", "--noprofile", "-c", script, "sandbox", ...program.argv];
  const options = isolationOptions(host, program);
  if (!host.dropTo) {
    return {
      arguments: ["--args", `${descriptors.options}`, ...inside, ...launch],
      options: [...options, ...asUser],
    };
  }
  const { uid, setpriv } = host.dropTo;
  const drop = [
    ...[setpriv, "--reuid", `${uid}`, "--regid", `${uid}`, "--clear-groups"],
    ...["--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"],
  ];
  return {
    arguments: [
      ...["--args", `${descriptors.options}`, "--", ...drop],
      ...[host.bwrap, ...asUser, "--dev-bind", "/", "/", ...inside, ...launch],
    ],
    options: [
      ...options,
      ...[
        "--cap-drop",
        "ALL",
        "--cap-add",
        "CAP_SETUID",
        "--cap-add",
        "CAP_SETGID",
        "--cap-add",
        "CAP_SETPCAP",
      ],
    ],
  };
}

function isolationOptions(host: BubblewrapHost, program: SandboxedProgram): string[] {
  return [
    ...["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"],
    // With a first process of its own, bubblewrap outside would end when the program does, before the others are gone.
    ...["--as-pid-1", "--hostname", "sandbox", "--die-with-parent", "--new-session"],
    ...["--info-fd", `${descriptors.status}`],
    ...host.hostView,
    ...["--proc", "/proc", "--dev", "/dev"],
    ...["--perms", "1777", "--size", `${sharedMemoryBytes}`, "--tmpfs", "/dev/shm"],
    ...["--perms", "1777", "--size", `${temporaryBytes}`, "--tmpfs", "/tmp"],
    ...foldersAbove(program.readOnly.map(({ target }) => target)).flatMap(makeFolder),
    ...program.readOnly.flatMap(({ source, target }) => ["--ro-bind", source, target]),
    ...(program.proxySocket === null ? [] : ["--ro-bind", program.proxySocket, proxyMount]),
    ...["--bind", program.workspace, workspaceMount],
    ...["--remount-ro", "/dev", "--remount-ro", "/"],
  ];
}

/** All folders on the way to these paths, outer ones first. */
function foldersAbove(targets: readonly string[]): string[] {
  const folders = targets.flatMap((target) => {
    const parts = target.split("/").slice(1, -1);
    return parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`);
  });
  return [...new Set(folders)];
}
