export { DeployMenu } from "./deploy-menu.tsx";
export { DeploymentHistory } from "./deployment-history.tsx";
export { deploymentsKey } from "./use-deployments.ts";
