import { z } from "zod";

const PermissionRule = z.strictObject({
  tool: z.string().min(1).max(200).meta({ title: "Tool", description: "A tool's name, or * for all." }),
  match: z
    .string()
    .min(1)
    .max(2_000)
    .optional()
    .meta({
      title: "Only where",
      description:
        "What the call is about has to be this: a path, or a command. * stands for any text; everything else is itself. Left out: every call. " +
        "A compound command is allowed only where each of its parts matches and none redirects into a file, and is asked for or denied where one part matches. " +
        "One whose parts cannot be told for certain (substitutions, subshells, open quotes) is never allowed by a match, and always asked for or denied by one.",
    }),
  action: z.enum(["allow", "ask", "deny"]).meta({ title: "Action" }),
});

/** Which tool calls run, ask a person, or are refused. The first rule that matches wins. */
export const Permissions = z
  .strictObject({
    default: z.enum(["allow", "ask", "deny", "allow_reads"]).default("allow_reads").meta({
      title: "Otherwise",
      description: "For calls that no rule matches. allow_reads: allow what only reads, ask for the rest.",
    }),
    rules: z
      .array(PermissionRule)
      .max(200)
      .default([])
      .meta({ title: "Rules", description: "The first that matches decides." }),
  })
  .meta({ id: "Permissions" });
export type Permissions = z.infer<typeof Permissions>;
