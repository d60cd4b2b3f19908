import { z } from "zod";

/** One page of a list. `nextCursor` is opaque: send it back as `cursor`; null at the end. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

/** Query parameters of every list. */
export const PageQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
