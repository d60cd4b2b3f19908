"use client";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import { Toaster } from "./toaster.tsx";

/** What every page needs around it: tooltips that follow each other without delay, and the place where toasts appear. */
export function AppProviders({ children }: { children: ReactNode }) {
  return (
    <Tooltip.Provider delay={500} closeDelay={0}>
      {children}
      <Toaster />
    </Tooltip.Provider>
  );
}
