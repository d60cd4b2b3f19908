"use client";
import { Combobox } from "#ui/combobox.tsx";
import { useRunsViewer } from "./runs-viewer.tsx";
import { useProjects } from "./use-projects.ts";

/** Takes what is of one project only along when the project changes. */
export type ProjectChange = {
  readonly project: string | null;
  readonly app: null;
  readonly who: null;
  readonly run: null;
};

/** Whose runs the owner of the instance looks at. There is nothing to choose where there is one project. */
export function ProjectFilter({ onChange }: { readonly onChange: (change: ProjectChange) => void }) {
  const { scope, ownProjectId } = useRunsViewer();
  const { projects, nameOf } = useProjects();
  if (ownProjectId === null || (projects.length < 2 && scope.kind === "own")) return null;
  const chosen = scope.kind === "own" ? ownProjectId : (scope.projectId ?? "all");
  const others = projects.filter(({ id }) => id !== ownProjectId);
  const isKnown = chosen === "all" || chosen === ownProjectId || others.some(({ id }) => id === chosen);
  return (
    <div className="w-44 max-sm:w-[calc(100%-4.5rem)]">
      <Combobox
        aria-label="Project"
        value={chosen}
        searchPlaceholder="Search projects…"
        onValueChange={(value) =>
          onChange({ project: value === ownProjectId ? null : value, app: null, who: null, run: null })
        }
        options={[
          { value: "all", label: "All projects" },
          { value: ownProjectId, label: nameOf(ownProjectId) },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
          ...(isKnown ? [] : [{ value: chosen, label: chosen }]),
        ]}
      />
    </div>
  );
}
