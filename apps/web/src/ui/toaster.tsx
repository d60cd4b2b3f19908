"use client";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { Toaster as Sonner } from "sonner";
import { Spinner } from "./spinner.tsx";

/** Where `toast(…)` of sonner appears. A toast confirms what happened elsewhere; what went wrong here stays here. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      style={{ fontFamily: "inherit" }}
      gap={8}
      offset={16}
      mobileOffset={12}
      icons={{
        success: <CircleCheck className="size-4 text-success-text" />,
        error: <CircleAlert className="size-4 text-danger-text" />,
        warning: <TriangleAlert className="size-4 text-warning-text" />,
        info: <Info className="size-4 text-info-text" />,
        loading: <Spinner />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-88 max-w-[calc(100vw-24px)] items-start gap-2 rounded-md bg-raised px-3 py-2.5 text-13 text-text shadow-float",
          icon: "mt-0.5 grid size-4 shrink-0 place-items-center",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "text-muted",
          actionButton:
            "h-7 shrink-0 self-center rounded-md border border-line px-2 text-12 font-medium hover:bg-hover",
          cancelButton: "h-7 shrink-0 self-center rounded-md px-2 text-12 text-muted hover:bg-hover",
        },
      }}
    />
  );
}
