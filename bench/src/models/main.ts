import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { serveParent } from "#child-process/serve-parent.ts";

/* The scripted model server, in a process of its own. */
const server = await startModelServer();
serveParent<"url", string>(() => Promise.resolve(server.url));
