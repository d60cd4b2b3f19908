import type { RunInput } from "@slipway/schemas/runs/run-input";

/** The values that a run's prompt was filled in with, defaults included. */
export function RunValues({ values }: { values: RunInput["variables"] }) {
  const entries = Object.entries(values ?? {});
  if (entries.length === 0) return null;
  return (
    <section aria-label="Values" className="flex flex-col gap-1.5">
      <h2 className="text-12 font-medium text-muted">Values</h2>
      <dl className="grid grid-cols-[fit-content(40%)_1fr] gap-x-4 gap-y-1">
        {entries.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="min-w-0 truncate">
              <code className="text-12 text-muted">{name}</code>
            </dt>
            <dd className="line-clamp-6 min-w-0 wrap-anywhere whitespace-pre-wrap">
              {value === "" ? <span className="text-faint">Empty</span> : value}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
