import type { RunInput } from "@slipway/schemas/runs/run-input";

type CaseRun = {
  /** One press of "Run all". */
  readonly batch: string;
  readonly caseId: string;
  readonly input: RunInput;
  /** What the invoke names: a revision, or a configuration of its own. */
  readonly target: unknown;
};

/**
 * The id under which a case is run with a configuration: the same ones give the same id, so that sending again starts
 * nothing twice, a reload finds the run again, and a case or pane that was changed since has no run yet.
 */
export function caseRunId({ batch, caseId, input, target }: CaseRun): string {
  return `case.${batch}.${caseId.slice(-8)}.${hash(JSON.stringify([caseId, input, target]))}`;
}

/** 64 bits of FNV-1a (two of 32 that begin differently). Not for secrets: it tells apart what one person tries. */
function hash(text: string): string {
  let one = 0x81_1c_9d_c5;
  let other = 0x1_00_01_93;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01_00_01_93);
    other = Math.imul(other ^ code, 0x01_00_01_b3);
  }
  return [one, other].map((part) => (part >>> 0).toString(36).padStart(7, "0")).join("");
}
