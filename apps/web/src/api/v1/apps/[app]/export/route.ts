import { exportApp } from "#public-api/app-file/export-app.ts";
import { findApp } from "#public-api/find-app.ts";
import { door } from "#server/door.ts";

export const GET = door({ role: "viewer" }, async (asked) => {
  const app = await findApp(asked);
  const { projectId } = asked.principal;
  return {
    status: 200,
    headers: {
      "content-type": "application/yaml; charset=utf-8",
      "content-disposition": `attachment; filename="${app.slug}.slipway.yaml"`,
    },
    body: await exportApp(asked.services.prisma, { projectId, app }),
  };
});
