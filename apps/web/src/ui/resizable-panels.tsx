"use client";
import type { ReactNode } from "react";
import { Group, type Layout, Panel, Separator } from "react-resizable-panels";
import { classNames } from "./class-names.ts";
import { writePreference } from "./preference-cookie.ts";

export type ResizablePanel = {
  readonly id: string;
  readonly content: ReactNode;
  /** Pixels, or a share such as "40%". */
  readonly defaultSize: number | string;
  readonly minSize: number | string;
  readonly maxSize?: number | string;
  /** Dragged below its least size, or Enter on its edge, it folds away. */
  readonly collapsible?: boolean;
};

type ResizablePanelsProps = {
  /** Names the cookie in which the sizes are remembered; see `parseLayout`. */
  readonly layoutCookie: string;
  /** The remembered sizes, read by the server so that the first paint has them. */
  readonly layout: Layout | undefined;
  readonly panels: readonly ResizablePanel[];
  readonly className?: string;
};

/** Regions side by side whose borders can be dragged, or moved with the arrow keys. */
export function ResizablePanels({ layoutCookie, layout, panels, className }: ResizablePanelsProps) {
  return (
    <Group
      orientation="horizontal"
      className={classNames("h-full min-h-0", className)}
      {...(layout ? { defaultLayout: layout } : {})}
      onLayoutChanged={(next, { isUserInteraction }) => {
        if (isUserInteraction) writePreference(layoutCookie, JSON.stringify(next));
      }}
    >
      {panels.flatMap(({ id, content, ...limits }, position) => [
        position > 0 ? (
          <Separator
            key={`${id}-edge`}
            className="relative w-px bg-line transition-colors outline-none after:absolute after:inset-y-0 after:-inset-x-0.5 after:transition-colors hover:after:bg-focus focus-visible:after:bg-focus data-[separator=active]:after:bg-focus"
          />
        ) : null,
        <Panel key={id} id={id} {...limits} className="min-w-0">
          {content}
        </Panel>,
      ])}
    </Group>
  );
}
