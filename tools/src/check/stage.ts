/** One part of the check. */
export type Stage = {
  readonly name: string;
  /** What it makes sure of, for the line that is shown. */
  readonly promise: string;
  /** Stages without which this one cannot work: it fails at once when one of them did. */
  readonly needs?: readonly string[];
  /** The stage before it with which it runs side by side: they leave each other enough of a machine with two cores. */
  readonly beside?: string;
  run(context: StageContext): Promise<StageResult>;
};

export type StageContext = {
  readonly env: NodeJS.ProcessEnv;
  /** The stage's whole output goes here. */
  readonly logFile: string;
  /** For what a stage leaves behind for its own use, such as a report. Exists and is empty. */
  readonly scratch: string;
};

export type StageResult = {
  readonly passed: number;
  readonly failed: number;
  /** What to show of a stage that failed. */
  readonly output: string;
};
