export { ApprovalCard } from "./approval-card.tsx";
export { ApprovalGroupHead } from "./approval-group-head.tsx";
export { ApprovalsPage } from "./approvals-page.tsx";
export { PendingCount } from "./pending-count.tsx";
