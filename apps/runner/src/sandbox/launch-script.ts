import type { SandboxedProgram } from "#sandbox/sandbox.ts";

export const proxyMount = "/run/slipway/proxy.sock";
/** Where the proxy is reached from inside. */
export const proxyPort = 3128;

/** Where the launch script writes a line once the program's turn has come. */
export const startedDescriptor = 6;

/**
 * The first program inside, run by bash with the real one as its arguments: sets the limits where they count only
 * this sandbox's processes, opens the way to the proxy, closes what the program must not have, and starts it.
 */
export function launchScript({ limits, proxySocket, errors, countProcesses }: LaunchSettings): string {
  return [
    "echo 1000 2>/dev/null >/proc/self/oom_score_adj",
    ...(proxySocket === null ? [] : openProxy),
    `ulimit -c 0 -n ${limits.openFiles} -f ${Math.ceil(limits.fileBytes / 1024)} -d ${addressable(limits.memoryBytes)}`,
    ...(countProcesses ? [`ulimit -u ${limits.processes}`] : []),
    `echo started >&${startedDescriptor}`,
    // Also what the runner itself was handed by whoever started it.
    'for ((open = 3; open < 255; open++)); do [[ -e /proc/self/fd/$open ]] && eval "exec $open>&-"; done',
    // Stays as the first process of its namespace, which has to collect what others leave.
    errors === "merged" ? '"$@" 2>&1' : '"$@"',
    "exit $?",
  ].join("\n");
}

/**
 * In KiB, what one process may ask for. Far more than it may use, which is watched: every isolate of V8 reserves half a
 * gibibyte that it does not touch, and without this Node could not start a worker.
 */
function addressable(memoryBytes: number): number {
  return Math.floor((memoryBytes * 8) / 1024);
}

type LaunchSettings = Pick<SandboxedProgram, "limits" | "proxySocket" | "errors"> & {
  /** False where the kernel would count all processes of the user. */
  readonly countProcesses: boolean;
};

/** The proxy is outside, behind a Unix socket; programs expect a port. */
const openProxy = [
  `(socat TCP-LISTEN:${proxyPort},bind=127.0.0.1,fork,reuseaddr UNIX-CONNECT:${proxyMount} </dev/null >/dev/null 2>&1 &)`,
  `for ((tries = 0; tries < 400; tries++)); do (: </dev/tcp/127.0.0.1/${proxyPort}) 2>/dev/null && break; sleep 0.005; done`,
];
