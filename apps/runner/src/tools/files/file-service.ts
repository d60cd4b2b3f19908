import type { RunningProgram } from "#sandbox/sandbox.ts";
import { createFileHelper, type FileHelper } from "#tools/files/file-helper.ts";
import type { HelperPool } from "#tools/files/helper-pool.ts";
import type { FileAnswer, FileTask } from "#tools/files/inside/protocol.ts";

export type FileService = (task: FileTask, signal: AbortSignal) => Promise<FileAnswer>;

/** Searches end themselves after 15 s; nothing else takes near as long. */
const longestMs = 30_000;

/** Does file tasks in one workspace through a helper that is started when the first one comes. */
export function createFileService(start: () => Promise<RunningProgram>, pool: HelperPool): FileService {
  let helper: Promise<FileHelper> | null = null;

  const helperNow = (): Promise<FileHelper> => {
    helper ??= start().then((program) => {
      const started = createFileHelper(program);
      void started.ended.then(forget);
      return started;
    });
    helper.catch(forget);
    return helper;
  };
  const forget = () => {
    helper = null;
  };

  return async (task, signal) => {
    let current = await helperNow();
    while (!current.isUsable()) {
      await current.ended;
      current = await helperNow();
    }
    pool.use(current);
    const overdue = AbortSignal.timeout(longestMs);
    const answer = await current.perform(task, AbortSignal.any([signal, overdue]));
    if (answer !== null) return answer;
    if (!overdue.aborted) return stopped;
    await current.stop();
    return { output: `It was stopped after ${longestMs / 1000} s.`, isError: true };
  };
}

const stopped: FileAnswer = { output: "The call was stopped.", isError: true };
