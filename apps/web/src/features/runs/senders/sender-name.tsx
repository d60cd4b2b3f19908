"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { useSenders } from "./use-senders.ts";

/** Who started a run, by name; the id of somebody who is gone. */
export function SenderName({ run }: { run: Pick<Run, "userId" | "keyId"> }) {
  const { nameOf, isRead } = useSenders();
  const id = run.userId ?? run.keyId;
  if (!id) return "An API key";
  return <span title={id}>{isRead ? nameOf(id) : ""}</span>;
}
