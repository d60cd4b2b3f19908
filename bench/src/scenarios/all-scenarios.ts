import type { Scenario } from "#scenario.ts";
import { browser } from "#scenarios/browser.ts";
import { databaseCounts } from "#scenarios/database-counts.ts";
import { history } from "#scenarios/history.ts";
import { idleMemory } from "#scenarios/idle-memory.ts";
import { pi } from "#scenarios/pi.ts";
import { recovery } from "#scenarios/recovery.ts";
import { shortRuns } from "#scenarios/short-runs.ts";
import { streams } from "#scenarios/streams.ts";
import { timeToFirstToken } from "#scenarios/time-to-first-token.ts";
import { warmStart } from "#scenarios/warm-start.ts";

/** In the order in which they run. */
export const allScenarios: readonly Scenario[] = [
  warmStart,
  idleMemory,
  timeToFirstToken,
  streams,
  shortRuns,
  recovery,
  databaseCounts,
  pi,
  browser,
  history,
];
