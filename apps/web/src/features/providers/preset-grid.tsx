import Link from "next/link";
import { providerPresets } from "./provider-presets.ts";

/** Where models come from, to choose one. */
export function PresetGrid() {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,250px),1fr))] gap-3">
      {providerPresets.map(({ id, label, line }) => (
        <li key={id} className="flex">
          <Link
            href={`/providers/new?preset=${id}`}
            className="flex w-full items-center gap-3 rounded-md border border-line bg-surface p-3 transition-colors hover:border-control-line hover:bg-hover"
          >
            <span
              aria-hidden="true"
              className="grid size-8 shrink-0 place-items-center rounded-md bg-sunken text-14 font-semibold text-muted"
            >
              {label.charAt(0)}
            </span>
            <span className="min-w-0">
              <span className="block truncate font-medium">{label}</span>
              <span className="block truncate text-12 text-muted">{line}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
