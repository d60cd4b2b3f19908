"use client";
import { useState } from "react";
import { z } from "zod";

const Values = z.record(z.string(), z.string());
type Values = Readonly<Record<string, string>>;

/** What was filled in for a draft's variables, kept for this tab: going back, or loading again, loses nothing. */
export function useValues(draftKey: string) {
  const key = `slipway.values.${draftKey}`;
  const [state, setState] = useState(() => ({ key, values: read(key) }));
  // A new app gets its own key with its first run: what was filled in goes along.
  const { values } = state;
  return {
    values,
    setValue(name: string, value: string) {
      const next = { ...values, [name]: value };
      keep(key, next);
      setState({ key, values: next });
    },
  };
}

function keep(key: string, values: Values): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(values));
  } catch {
    // A browser that keeps nothing still lets the person fill in.
  }
}

function read(key: string): Values {
  try {
    return Values.safeParse(JSON.parse(sessionStorage.getItem(key) ?? "{}")).data ?? {};
  } catch {
    return {};
  }
}
