"use client";
import { Columns2, Rows2 } from "lucide-react";
import { SegmentedControl } from "#ui/segmented-control.tsx";
import type { DiffLayout } from "./diff-layout.ts";

type DiffLayoutSwitchProps = {
  readonly layout: DiffLayout;
  readonly onLayoutChange: (layout: DiffLayout) => void;
};

/** Not offered where two columns have no room: there the diff is unified anyway. */
export function DiffLayoutSwitch({ layout, onLayoutChange }: DiffLayoutSwitchProps) {
  return (
    <SegmentedControl
      label="Layout of the diff"
      value={layout}
      onValueChange={onLayoutChange}
      className="max-md:hidden"
      options={[
        { value: "unified", label: "Unified", icon: <Rows2 /> },
        { value: "split", label: "Split", icon: <Columns2 /> },
      ]}
    />
  );
}
