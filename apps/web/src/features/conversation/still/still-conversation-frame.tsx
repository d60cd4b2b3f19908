import type { ReactNode } from "react";
import { conversationStyle, footStyle, scrollerStyle, transcriptStyle } from "../conversation-layout.ts";

/** What stands around a conversation, while nothing can be said yet: words at the end of their region, and the room for the box. */
export function StillConversationFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className={conversationStyle}>
      <div className="relative min-h-0 flex-1">
        {/* Turned around, a region begins at its end without a script. */}
        <div className={`flex flex-col-reverse overflow-hidden ${scrollerStyle}`}>
          <div className={`shrink-0 ${transcriptStyle}`}>{children}</div>
        </div>
      </div>
      <div className={footStyle}>
        <div className="h-6" />
        <div className="rounded-md border border-control-line bg-surface">
          <div className="pt-2.5 pb-1.5 text-14 pointer-coarse:text-16">{"\u00a0"}</div>
          <div className="h-10 pointer-coarse:h-13" />
        </div>
      </div>
    </div>
  );
}
