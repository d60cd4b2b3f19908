export { ApprovalCard } from "./approval-card.tsx";
export { ApprovalGroupHead } from "./approval-group-head.tsx";
