import { findRunView } from "@slipway/db/views/list-run-views";
import { AppError } from "@slipway/schemas/errors/app-error";
import { maxRunViews, type RunView } from "@slipway/schemas/public-api/run-view";
import { actorId, type Principal, requireRole } from "#server/principal.ts";
import type { Services } from "#server/services.ts";

type FindView = {
  readonly services: Pick<Services, "db">;
  readonly principal: Principal;
  readonly params: { readonly view?: string };
};

/** The view that the address names, to be changed. Throws where it is somebody else's, or the project's to a viewer. */
export async function findView({
  services,
  principal,
  params: { view: id = "" },
}: FindView): Promise<RunView> {
  const viewing = { projectId: principal.projectId, asker: actorId(principal) };
  const view = await findRunView(services.db.pool, { ...viewing, id });
  if (!view) throw new AppError("not_found", `There is no view ${id}.`);
  if (view.isShared) requireRole(principal, "editor");
  return view;
}

/** Throws `conflict` when there is no place for another view. */
export function requireViewRoom(written: RunView | "full"): RunView {
  if (written !== "full") return written;
  throw new AppError("conflict", `There are at most ${maxRunViews} views. Remove one first.`);
}
