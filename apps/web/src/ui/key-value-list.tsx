import { Fragment, type ReactNode } from "react";

type KeyValueListProps = { readonly items: readonly { readonly label: string; readonly value: ReactNode }[] };

/** Facts about one thing, name at the left, value at the right. */
export function KeyValueList({ items }: KeyValueListProps) {
  return (
    <dl className="grid grid-cols-[minmax(88px,max-content)_minmax(0,1fr)] gap-x-6 gap-y-1.5">
      {items.map((item) => (
        <Fragment key={item.label}>
          <dt className="text-muted">{item.label}</dt>
          <dd className="min-w-0 tabular-nums">{item.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
