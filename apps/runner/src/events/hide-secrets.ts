import type { RunLog } from "#events/run-log.ts";
import type { SecretFilter } from "#events/secret-filter.ts";

/** Keeps the run's keys out of everything that goes to its log, and so out of what is told, traced and shown of it. */
export function hideSecrets(log: RunLog, filter: SecretFilter): RunLog {
  /** Nothing waits beyond the moment at which the log is stored. */
  const writeRest = () => {
    const rest = filter.rest();
    if (rest.length > 0) log.append(...rest);
  };
  return {
    ...log,
    begin: (...events) => log.begin(...filter.events(events)),
    append: (...events) => {
      const clean = filter.events(events);
      if (clean.length > 0) log.append(...clean);
    },
    keep: (...entries) => log.keep(...entries.map((entry) => ({ ...entry, data: filter.json(entry.data) }))),
    hold: () => {
      writeRest();
      log.hold();
    },
    flush: () => {
      writeRest();
      return log.flush();
    },
    take: () => {
      writeRest();
      return log.take();
    },
  };
}
