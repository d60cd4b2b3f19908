import { constants } from "node:os";
import { defaultLimits } from "#sandbox/default-limits.ts";
import type { ProgramEnd, RunningProgram } from "#sandbox/sandbox.ts";
import { type CappedText, createCappedText } from "#tools/capped-text.ts";
import type { StartProgram } from "#tools/program-starter.ts";
import type { ToolAnswer, ToolRun } from "#tools/tool.ts";

/** Bytes after which a command is not listened to any more: reading on would cost the runner more than it tells. */
const printLimit = 16 * 1024 * 1024;

type Command = Pick<ToolRun, "signal" | "progress" | "traceHeaders"> & {
  readonly command: string;
  readonly timeoutMs: number;
};

export async function runCommand(command: Command, startProgram: StartProgram): Promise<ToolAnswer> {
  const limits = { ...defaultLimits, timeMs: command.timeoutMs };
  const program = startProgram({
    argv: ["/usr/bin/env", ...traceVariables(command.traceHeaders), "/bin/bash", "-c", command.command],
    input: "none",
    errors: "merged",
    network: true,
    limits,
  });
  command.signal.addEventListener("abort", program.stop, { once: true });
  if (command.signal.aborted) program.stop();
  const collected = createCappedText("To see all, send the output to a file and read parts of it.");
  const printedTooMuch = await collect(program, { collected, progress: command.progress });
  const end = await program.end;
  command.signal.removeEventListener("abort", program.stop);
  const { text, truncated } = collected.finish();
  const notes = [
    printedTooMuch
      ? `It was stopped after printing ${printLimit / 1024 / 1024} MiB. Send the output to a file.`
      : describeEnd(end, command.timeoutMs),
    leavesProcesses.test(command.command) ? "What it left in the background was ended with it." : "",
  ].filter((note) => note !== "");
  const body = text === "" && notes.length === 0 ? "(no output)" : text;
  const output = [body.replace(/\n$/, ""), ...notes.map((note) => `[${note}]`)].filter((part) => part !== "");
  return {
    output: output.join("\n"),
    isError: end.kind !== "exited" || end.code !== 0,
    ...(end.kind === "stopped" && end.cause === "time" ? { outcome: "timeout" } : {}),
    ...(truncated ? { truncated } : {}),
  };
}

/** OpenTelemetry's way to hand a trace to a child: the headers as variables. */
function traceVariables(headers: ToolRun["traceHeaders"]): string[] {
  return Object.entries(headers).map(([name, value]) => `${name.toUpperCase()}=${value}`);
}

/** Reads until no process is left that could print. Says whether it was too much. */
async function collect(
  program: RunningProgram,
  { collected, progress }: { collected: CappedText; progress: (delta: string) => void },
): Promise<boolean> {
  let bytes = 0;
  for await (const chunk of program.output) {
    if (bytes > printLimit || !Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    const shown = collected.add(chunk);
    if (shown !== "") progress(shown);
    if (bytes > printLimit) program.stop();
  }
  return bytes > printLimit;
}

function describeEnd(end: ProgramEnd, timeoutMs: number): string {
  switch (end.kind) {
    case "exited":
      return end.code === 0 ? "" : describeExit(end.code);
    case "not_started":
      return `The command could not be started: ${end.reason}`;
    case "stopped":
      return describeStop[end.cause](timeoutMs);
  }
}

const describeStop = {
  asked: () => "The command was stopped.",
  time: (timeoutMs: number) => `The command was stopped after ${timeoutMs / 1000} s, its time limit.`,
  memory: () =>
    `The command was stopped: it used more than ${defaultLimits.memoryBytes / 1024 / 1024} MiB of memory.`,
} as const;

function describeExit(code: number): string {
  const tooLarge = code === 128 + constants.signals.SIGXFSZ;
  const limit = `; a file may hold ${defaultLimits.fileBytes / 1024 / 1024} MiB`;
  return `Exit code ${code}${tooLarge ? limit : ""}`;
}

/** Not every such command is known by its text, and not every such text leaves something: it is a hint. */
const leavesProcesses = /(^|[^&>|<])&\s*$|\b(nohup|setsid|disown|daemonize)\b/;
