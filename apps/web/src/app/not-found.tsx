import type { Metadata } from "next";
import { EmptyState } from "#ui/empty-state.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <EmptyState
        headingLevel={1}
        title="There is nothing at this address"
        description="It may have been deleted, or it belongs to a project you are not a member of."
      />
    </main>
  );
}
