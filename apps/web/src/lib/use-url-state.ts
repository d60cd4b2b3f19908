"use client";
import { usePathname, useSearchParams } from "next/navigation";

/**
 * One value in the page's query, and how to change it without asking the server or adding to the history. Empty or null
 * takes it out of the address.
 */
export function useUrlState(name: string): [value: string, set: (value: string | null) => void] {
  const pathname = usePathname();
  const value = useSearchParams().get(name) ?? "";

  function set(next: string | null) {
    const search = new URLSearchParams(window.location.search);
    if (next) search.set(name, next);
    else search.delete(name);
    window.history.replaceState(null, "", search.size > 0 ? `${pathname}?${search}` : pathname);
  }
  return [value, set];
}
