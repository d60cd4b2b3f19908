"use client";
import { useState } from "react";
import { z } from "zod";

const Values = z.record(z.string(), z.string());
type Values = Readonly<Record<string, string>>;

type Kept = { readonly draftKey: string; readonly values: Values };

/** What was filled in for a draft's variables, kept for this tab: going back, or loading again, loses nothing. */
export function useValues(draftKey: string) {
  const [state, setState] = useState(() => ({ draftKey, values: read(nameOf(draftKey)) }));
  return {
    values: state.values,
    setValue: (name: string, value: string) =>
      setState((now) => keep({ ...now, values: { ...now.values, [name]: value } })),
    /** A new app gets a name of its own with its first run: what was filled in goes along. */
    moveTo: (next: string) =>
      setState((now) => {
        if (next !== now.draftKey) keep({ ...now, values: {} });
        return keep({ draftKey: next, values: now.values });
      }),
  };
}

const nameOf = (draftKey: string) => `slipway.values.${draftKey}`;

function keep(state: Kept): Kept {
  try {
    sessionStorage.setItem(nameOf(state.draftKey), JSON.stringify(state.values));
  } catch {
    // A browser that keeps nothing still lets the person fill in.
  }
  return state;
}

function read(key: string): Values {
  try {
    return Values.safeParse(JSON.parse(sessionStorage.getItem(key) ?? "{}")).data ?? {};
  } catch {
    return {};
  }
}
