import { serveParent } from "#child-process/serve-parent.ts";
import { type HarnessFigures, type MeasureHarness, measureHarness } from "#harness/measure-harness.ts";

/* The pi harness alone, in a process of its own: what it costs without web, runner and database. */
serveParent<MeasureHarness, HarnessFigures>(measureHarness);
