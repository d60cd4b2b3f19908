import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "#ui/class-names.ts";

type FormProblemProps = { readonly tone?: "danger" | "warning"; readonly children: ReactNode };

/** What is wrong with the form as a whole, announced when it appears. */
export function FormProblem({ tone = "danger", children }: FormProblemProps) {
  const isDanger = tone === "danger";
  return (
    <div
      role="alert"
      className={classNames("flex gap-2 rounded-md p-2.5", isDanger ? "bg-danger-fill" : "bg-warning-fill")}
    >
      <CircleAlert
        aria-hidden="true"
        className={classNames("mt-0.5 size-4 shrink-0", isDanger ? "text-danger-text" : "text-warning-text")}
      />
      <p className="min-w-0 text-pretty">{children}</p>
    </div>
  );
}
