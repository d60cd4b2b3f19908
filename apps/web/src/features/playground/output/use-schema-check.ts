"use client";
import { ModelRef } from "@slipway/schemas/models/model-ref";
import { CheckedOutputSchema } from "@slipway/schemas/public-api/validate";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { api } from "#lib/api-client.ts";

type SchemaCheck = {
  /** Undefined: there is none. */
  readonly schema: unknown;
  /** How it is asked depends on it. */
  readonly model: string;
  readonly sample: string;
};

/** What the server says of a schema and a sample, as it would of a run's answer. */
export function useSchemaCheck(check: SchemaCheck) {
  const { schema, model, sample } = useDeferredValue(check);
  const hasSample = sample.trim() !== "";
  return useQuery({
    queryKey: ["output-schema", JSON.stringify(schema), model, sample],
    queryFn: ({ signal }) =>
      api.post("/output-schema/check", {
        schema: CheckedOutputSchema,
        body: {
          schema,
          ...(ModelRef.safeParse(model).success ? { model } : {}),
          ...(hasSample ? { sample } : {}),
        },
        signal,
      }),
    enabled: schema !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
