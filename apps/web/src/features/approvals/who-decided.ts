import { ApprovalRecord, type ApprovalStatus } from "@slipway/schemas/runs/approval";
import { z } from "zod";

const Conflict = z.object({ approval: ApprovalRecord });

const verbs: Readonly<Record<ApprovalStatus, string>> = {
  pending: "It still waits",
  allowed: "Allowed",
  denied: "Denied",
  expired: "Nobody decided in time",
  moot: "Its run ended first",
};

/** Who was faster, from what a refused decision answers; null where it does not say. */
export function whoDecided(details: unknown): string | null {
  const parsed = Conflict.safeParse(details);
  if (!parsed.success) return null;
  const { status, decidedBy, comment } = parsed.data.approval;
  const by = decidedBy && (status === "allowed" || status === "denied") ? ` by ${decidedBy}` : "";
  return `${verbs[status]}${by}${comment && by ? `: ${comment}` : ""}.`;
}
