"use client";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { useEffect, useState } from "react";
import { loadPart } from "#lib/load-part.ts";
import type { ConfigErrors, DraftConfig } from "./draft-config.ts";
import type { findConfigErrors } from "./find-config-errors.ts";

/** The whole contract of configurations, once it is there: nobody waits for it to read a conversation. */
let known: typeof findConfigErrors | null = null;
const noErrors: ConfigErrors = new Map();

/** What is wrong with a draft, as far as this browser knows: in the first moment nothing. The server says the same of a run. */
export function useConfigErrors(type: AppType, config: DraftConfig): ConfigErrors {
  const [find, setFind] = useState(() => known);
  // The network is the outside.
  useEffect(() => {
    const keep = (module: { readonly findConfigErrors: typeof findConfigErrors }) => {
      known = module.findConfigErrors;
      setFind(() => known);
    };
    // Without it a run of what is wrong is refused by the server, in the same words.
    void loadPart(() => import("./find-config-errors.ts")).then(keep, () => undefined);
  }, []);
  return find ? find(type, config) : noErrors;
}
