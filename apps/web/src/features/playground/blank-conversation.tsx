import type { AppType } from "@slipway/schemas/apps/app-type";
import { demoModel } from "@slipway/schemas/models/demo-model";
import { MessageSquare } from "lucide-react";
import { EmptyState } from "#ui/empty-state.tsx";

/** Before anything was said. */
export function BlankConversation({ model, type }: { model: string; type: AppType }) {
  const isDemo = model === demoModel.ref;
  return (
    <div className="grid flex-1 place-items-center">
      <EmptyState
        icon={<MessageSquare />}
        title="Say something to begin"
        description={
          isDemo
            ? `The demo model answers offline from a script: it shows how ${type === "agent" ? "tools, decisions and files" : "streaming, figures and history"} work.`
            : `${model} answers with the configuration as it stands, committed or not.`
        }
      />
    </div>
  );
}
