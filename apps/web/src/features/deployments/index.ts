export { DeployMenu } from "./deploy-menu.tsx";
export { DeploymentHistory } from "./deployment-history.tsx";
