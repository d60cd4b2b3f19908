import type { AppType } from "@slipway/schemas/apps/app-type";
import type { Route } from "next";
import type { ReactNode } from "react";
import { StillConversationFrame } from "#features/conversation/index.ts";
import { PageHeader } from "#ui/page-header.tsx";
import type { PlaygroundLayouts } from "./layout-cookie.ts";
import { panelLimits } from "./panel-limits.ts";

/** A conversation's last words, before the conversation itself is there. */
export type Opening = {
  readonly sessionId: string;
  readonly appName: string;
  readonly type: AppType;
  readonly words: ReactNode;
};

type OpeningPlaygroundProps = { readonly opening: Opening; readonly layouts: PlaygroundLayouts };

/**
 * The playground before its scripts: what was said last can be read where it will stand. Only words are there, in the
 * regions' own places; what can be pressed or typed into comes when it works.
 */
export function OpeningPlayground({ opening, layouts }: OpeningPlaygroundProps) {
  const hasFiles = opening.type === "agent";
  const limits = panelLimits(hasFiles);
  const layout = hasFiles ? layouts.agent : layouts.plain;
  const sizeOf = (region: keyof typeof limits) => ({
    flex: `${layout?.[region] ?? Number.parseFloat(limits[region].defaultSize)} 1 0`,
    minWidth: layout?.[region] === 0 ? 0 : limits[region].minSize,
  });
  return (
    <>
      <PageHeader trail={[{ label: "Apps", href: "/apps" as Route }]} title={opening.appName} />
      <div
        aria-hidden="true"
        className="box-content h-9 shrink-0 border-b border-line md:hidden pointer-coarse:h-11"
      />
      <div aria-busy="true" className="flex min-h-0 flex-1">
        <div style={sizeOf("configuration")} className="max-md:hidden" />
        <div className="w-px bg-line max-md:hidden" />
        <div style={sizeOf("conversation")} className="flex min-w-0 flex-col max-md:min-w-0!">
          <div className="h-10 shrink-0 border-b border-line" />
          <div className="min-h-0 flex-1">
            <StillConversationFrame>{opening.words}</StillConversationFrame>
          </div>
        </div>
        {hasFiles ? (
          <>
            <div className="w-px bg-line max-md:hidden" />
            <div style={sizeOf("files")} className="max-md:hidden" />
          </>
        ) : null}
      </div>
    </>
  );
}
