"use client";
import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";
import { backdropStyle, dialogStyle } from "./layer-style.ts";

type DialogProps = {
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** The buttons at the foot, the one that acts last. */
  readonly footer?: ReactNode;
  readonly size?: "sm" | "md" | "lg";
  readonly trigger?: ReactElement;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
};

const widths = { sm: "max-w-100", md: "max-w-140", lg: "max-w-200" };

/** A question that must be answered before anything else. Where an edit in place or a panel will do, use that. */
export function Dialog({
  title,
  description,
  children,
  footer,
  size = "md",
  trigger,
  open,
  onOpenChange,
}: DialogProps) {
  return (
    <BaseDialog.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange: (next: boolean) => onOpenChange(next) } : {})}
    >
      {trigger ? <BaseDialog.Trigger render={trigger} /> : null}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropStyle} />
        <BaseDialog.Viewport className="fixed inset-0 z-40 grid grid-cols-1 place-items-start justify-items-center overflow-y-auto p-3 pt-[max(12px,10dvh)]">
          <BaseDialog.Popup className={classNames(dialogStyle, widths[size])}>
            <header className="px-5 pt-4 pr-14">
              <BaseDialog.Title className="text-16 font-semibold">{title}</BaseDialog.Title>
              {description ? (
                <BaseDialog.Description className="mt-0.5 text-muted text-pretty">
                  {description}
                </BaseDialog.Description>
              ) : null}
            </header>
            <div className="px-5 py-4">{children}</div>
            {footer ? (
              <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>
            ) : null}
            {/* Last in order, so that the focus starts on the first field. */}
            <BaseDialog.Close
              render={
                <IconButton
                  label="Close"
                  icon={<X />}
                  tooltipSide="none"
                  className="absolute top-3 right-3"
                />
              }
            />
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** A button inside a dialog or a drawer that closes it. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <BaseDialog.Close render={children} />;
}
