import type { ProjectName, ProjectRun } from "@slipway/schemas/public-api/admin-runs";
import type { Run } from "@slipway/schemas/runs/run";
import type { RunSender } from "@slipway/schemas/runs/run-sender";

/** What runs have ids of, by name; null where nobody knows it any more. */
export type Names<Listed extends Run> = {
  readonly who: (run: Run) => string | null;
  /** Null: all runs are of one project. */
  readonly project: ((run: Listed) => string | null) | null;
};

type Named = { readonly id: string; readonly name: string };

export function readNames({ senders }: { readonly senders: readonly RunSender[] }): Names<Run> {
  const nameOf = byId(senders);
  return { who: ({ userId, keyId }) => nameOf(userId ?? keyId ?? ""), project: null };
}

export function readNamesOfProjects(
  senders: readonly RunSender[],
  projects: readonly ProjectName[],
): Names<ProjectRun> {
  const nameOf = byId(projects);
  return { ...readNames({ senders }), project: ({ projectId }) => nameOf(projectId) };
}

function byId(named: readonly Named[]): (id: string) => string | null {
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? null;
}
