"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

/**
 * One value in the page's query, and how to change it without asking the server or adding to the history. Empty or null
 * takes it out of the address. The value changes at once, as a text field needs it: Next tells of a changed address
 * only later, and of the last of several changes perhaps alone.
 */
export function useUrlState(name: string): [value: string, set: (value: string | null) => void] {
  const pathname = usePathname();
  const told = useSearchParams().get(name) ?? "";
  const [value, setValue] = useState(told);
  // The address bar is the outside: links and the back button change it. What was told late is not in it any more.
  useEffect(() => {
    if (told === inAddress(name)) setValue(told);
  }, [told, name]);

  function set(next: string | null) {
    setValue(next ?? "");
    const search = new URLSearchParams(window.location.search);
    if (next) search.set(name, next);
    else search.delete(name);
    window.history.replaceState(null, "", search.size > 0 ? `${pathname}?${search}` : pathname);
  }
  return [value, set];
}

function inAddress(name: string): string {
  return new URLSearchParams(window.location.search).get(name) ?? "";
}
