import {
  FileDiff,
  FilePlus,
  FileText,
  FolderSearch,
  FolderTree,
  type LucideIcon,
  PackageCheck,
  SquareTerminal,
  TextSearch,
  Wrench,
} from "lucide-react";

const glyphs: Readonly<Record<string, LucideIcon>> = {
  read: FileText,
  write: FilePlus,
  edit: FileDiff,
  bash: SquareTerminal,
  grep: TextSearch,
  find: FolderSearch,
  ls: FolderTree,
  submit_result: PackageCheck,
};

/** What kind of tool it is, at a glance. Its name stands beside it. */
export function ToolGlyph({ name }: { name: string }) {
  const Glyph = glyphs[name] ?? Wrench;
  return <Glyph aria-hidden="true" className="size-3.5 shrink-0 text-faint" />;
}
