import type { DiffLine } from "./diff-lines.ts";

const looks: Readonly<Record<DiffLine["kind"], { readonly sign: string; readonly className: string }>> = {
  added: { sign: "+", className: "bg-success-fill text-success-text" },
  removed: { sign: "−", className: "bg-danger-fill text-danger-text" },
  same: { sign: " ", className: "text-muted" },
  gap: { sign: " ", className: "text-faint select-none" },
};

/** Lines of a diff: sign, words and colour. */
export function DiffText({ lines }: { lines: readonly DiffLine[] }) {
  return (
    <pre className="leading-4 whitespace-pre-wrap wrap-anywhere">
      {lines.map(({ kind, text }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name.
        <span key={at} className={`-mx-2.5 block px-2.5 pl-6 -indent-3.5 ${looks[kind].className}`}>
          <span className="inline-block w-3.5 indent-0 select-none" aria-hidden="true">
            {looks[kind].sign}
          </span>
          {kind === "added" || kind === "removed" ? (
            <span className="sr-only">{kind === "added" ? "added: " : "removed: "}</span>
          ) : null}
          {text}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}
