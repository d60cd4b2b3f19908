export { FeedbackButtons } from "./feedback-buttons.tsx";
export { RunFeedback } from "./run-feedback.tsx";
