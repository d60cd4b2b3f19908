"use client";
import type { Revision } from "@slipway/schemas/apps/app";
import { inPartOrder } from "#configs/part-order.ts";
import { writeYaml } from "#configs/write-yaml.ts";
import { CodeBlock } from "#ui/code-block.tsx";

/** The whole configuration of a revision, to read and to take along. */
export function RevisionText({ revision }: { revision: Revision }) {
  return (
    <CodeBlock code={writeYaml(inPartOrder(revision.config))} label={`Revision ${revision.number} as YAML`} />
  );
}
