import type { Message } from "@slipway/schemas/messages/message";
import type { Run } from "@slipway/schemas/runs/run";
import { classNames } from "#ui/class-names.ts";
import { StillMessage } from "./still-message.tsx";

type StillConversationProps = {
  /** The last ones, oldest first. */
  readonly messages: readonly Message[];
  /** There are others above them. */
  readonly hasOlder: boolean;
  readonly runs: ReadonlyMap<string, Run>;
};

/** The end of a conversation, to be read until the live one takes its place. The server makes it; it needs no script. */
export function StillConversation({ messages, hasOlder, runs }: StillConversationProps) {
  return (
    <div className={classNames("flex flex-col gap-6", hasOlder && "mt-auto")}>
      {messages.map((message, at) => (
        <StillMessage
          key={message.id}
          message={message}
          run={runs.get(message.runId ?? "")}
          endsRun={message.runId !== messages[at + 1]?.runId}
        />
      ))}
    </div>
  );
}
