export { RevisionsPage } from "./revisions-page.tsx";
