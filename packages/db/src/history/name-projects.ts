/** How a statement names its projects: one by its parameter, several by rows that the others are read beside. */
export type Projects = {
  /** SQL for the id of one. */
  readonly id: string;
  /** What stands before other tables in a FROM: `id` may be a column of it. */
  readonly beside: string;
  /** The statement's first parameter. */
  readonly value: unknown;
};

export const severalProjects = "unnest($1::text[]) p(id),";

/** One project by itself is planned by what is known of it. */
export function nameProjects(projectIds: readonly string[]): Projects {
  const [only] = projectIds;
  return projectIds.length === 1
    ? { id: "$1", beside: "", value: only }
    : { id: "p.id", beside: severalProjects, value: projectIds };
}
