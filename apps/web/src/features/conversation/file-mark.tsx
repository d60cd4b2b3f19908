import { FileText } from "lucide-react";

/** A file that belongs to what is said, by its place in the workspace. */
export function FileMark({ path }: { readonly path: string }) {
  return (
    <p className="flex h-7 items-center gap-1.5 text-13 text-muted">
      <FileText aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
      <code className="truncate text-12">{path}</code>
    </p>
  );
}
