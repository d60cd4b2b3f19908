/** A tool call as the watch for loops sees it. */
export type LoopCall = {
  readonly name: string;
  readonly input: unknown;
  /** What it answered where it failed; null where it did not, or is not done yet. */
  readonly failure: string | null;
};

/** What a call that comes next amounts to, seen with those before it. */
export type LoopVerdict =
  | { readonly kind: "fine" }
  /** The model is told; from `isWarning` on people are, too. */
  | { readonly kind: "hint"; readonly text: string; readonly isWarning: boolean }
  /** The run is going nowhere. */
  | { readonly kind: "stop"; readonly text: string };

const hintAt = 3;
const warnAt = 5;
const stopAt = 7;
/** The longest cycle that is noticed: A-B-C-D again and again. */
const longestCycle = 4;
const identicalFailures = 3;

/** Enough of the past for every verdict. */
export const loopMemory = stopAt * longestCycle;

/** Judges the call that comes after `past`, before it runs. */
export function judgeLoop(past: readonly LoopCall[], next: Pick<LoopCall, "name" | "input">): LoopVerdict {
  const signatures = [...past.slice(-loopMemory + 1), next].map(signatureOf);
  const { length, rounds } = longestRepetition(signatures);
  if (rounds < hintAt) return { kind: "fine" };
  const text = describe(next.name, length, rounds);
  if (rounds >= stopAt) return { kind: "stop", text };
  const hint = `${text} Nothing new will come of it: use what you know already, or do something else.`;
  return { kind: "hint", text: hint, isWarning: rounds >= warnAt };
}

/** What to tell the model when its last calls failed in the same way, whatever they were asked. Null: nothing. */
export function judgeFailures(past: readonly LoopCall[]): string | null {
  const last = past.slice(-identicalFailures);
  const [first] = last;
  if (last.length < identicalFailures || !first || first.failure === null) return null;
  const isSame = last.every(({ name, failure }) => name === first.name && failure === first.failure);
  if (!isSame) return null;
  return `${first.name} has failed ${identicalFailures} times in a row with this error. Trying again in the same way will not help: change course.`;
}

/** The shortest cycle that the calls end with, and how often it was gone through. */
function longestRepetition(signatures: readonly string[]): { length: number; rounds: number } {
  let best = { length: 1, rounds: 1 };
  for (let length = 1; length <= longestCycle; length++) {
    let same = length;
    while (same < signatures.length && signatures.at(-1 - same) === signatures.at(-1 - same + length)) same++;
    const rounds = Math.floor(same / length);
    if (rounds > best.rounds) best = { length, rounds };
  }
  return best;
}

function describe(name: string, length: number, rounds: number): string {
  return length === 1
    ? `${name} was called ${rounds} times in a row with the same arguments.`
    : `The same ${length} calls were made ${rounds} times in a row, one after the other.`;
}

/** The same whatever the order in which the model wrote the arguments. */
function signatureOf({ name, input }: Pick<LoopCall, "name" | "input">): string {
  return `${name} ${JSON.stringify(input, sorted)}`;
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
