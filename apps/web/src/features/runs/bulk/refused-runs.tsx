import type { Route } from "next";
import Link from "next/link";
import { Button } from "#ui/button.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import type { BulkSum } from "./sum-outcomes.ts";

/** So many are named of each reason. */
const mostNamed = 5;

/** Says which runs could not be cancelled or retried, and why. */
export function RefusedRuns({ sum, onClose }: { sum: BulkSum | null; onClose: () => void }) {
  return (
    <Dialog
      open={sum !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={sum?.title ?? ""}
      description="Nothing was changed about those that could not be."
      footer={
        <DialogClose>
          <Button variant="primary">Close</Button>
        </DialogClose>
      }
    >
      <ul className="flex max-h-80 flex-col gap-3 overflow-y-auto">
        {sum?.refusals.map(({ reason, runIds }) => (
          <li key={reason}>
            <p className="text-pretty">
              <span className="font-medium tabular-nums">{runIds.length} ×</span> {reason}
            </p>
            <p className="mt-0.5 flex flex-wrap gap-x-3 text-12 text-muted">
              {runIds.slice(0, mostNamed).map((id) => (
                <Link key={id} href={`/runs/${id}` as Route} className="font-mono hover:underline">
                  …{id.slice(-6)}
                </Link>
              ))}
              {runIds.length > mostNamed ? <span>and {runIds.length - mostNamed} more</span> : null}
            </p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
