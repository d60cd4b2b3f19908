"use client";
import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { backdropStyle, dialogStyle } from "./layer-style.ts";

type ConfirmDialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** The question: "Delete Support bot?" */
  readonly title: string;
  /** What will be gone, and what stays. */
  readonly description: ReactNode;
  /** The verb on the button: "Delete app". */
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  readonly busy?: boolean;
  readonly danger?: boolean;
  readonly error?: string | undefined;
};

/** Asks before something that cannot be taken back. The focus starts on the way out. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  onConfirm,
  busy = false,
  danger = true,
  error,
}: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdropStyle} />
        <AlertDialog.Viewport className="fixed inset-0 z-40 grid grid-cols-1 place-items-start justify-items-center overflow-y-auto p-3 pt-[max(12px,16dvh)]">
          <AlertDialog.Popup className={classNames(dialogStyle, "max-w-100")}>
            <div className="px-5 pt-4 pb-5">
              <AlertDialog.Title className="text-16 font-semibold">{title}</AlertDialog.Title>
              <AlertDialog.Description className="mt-1 text-muted text-pretty">
                {description}
              </AlertDialog.Description>
              {error ? (
                <p role="alert" className="mt-3 text-danger-text">
                  {error}
                </p>
              ) : null}
            </div>
            <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
              <AlertDialog.Close render={<Button variant="ghost">Cancel</Button>} />
              <Button variant={danger ? "danger" : "primary"} loading={busy} onClick={onConfirm}>
                {confirmLabel}
              </Button>
            </footer>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
