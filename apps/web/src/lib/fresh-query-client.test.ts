import { QueryObserver } from "@tanstack/react-query";
import { expect, it, onTestFinished } from "vitest";
import { FreshQueryClient } from "#lib/fresh-query-client.ts";

function givenList() {
  const client = new FreshQueryClient();
  const asked: PromiseWithResolvers<string[]>[] = [];
  const signals: AbortSignal[] = [];
  const ask = ({ signal }: { readonly signal: AbortSignal }) => {
    const answer = Promise.withResolvers<string[]>();
    asked.push(answer);
    signals.push(signal);
    return answer.promise;
  };
  const list = new QueryObserver(client, { queryKey: ["list"], queryFn: ask });
  onTestFinished(list.subscribe(() => undefined));
  return { client, list, asked, signals };
}

it("takes no first answer that was asked for before a change", async () => {
  const { client, list, asked, signals } = givenList();
  const waiting = client.fetchQuery({ queryKey: ["list"] });
  const changed = client.invalidateQueries({ queryKey: ["list"] });
  expect(asked).toHaveLength(2);
  expect(signals[0]?.aborted).toBe(true);
  asked[0]?.resolve(["before"]);
  asked[1]?.resolve(["after"]);
  await changed;
  expect(list.getCurrentResult()).toMatchObject({ data: ["after"], fetchStatus: "idle" });
  expect(await waiting).toEqual(["after"]);
});

it("leaves alone what it was not asked about", () => {
  const { client, asked, signals } = givenList();
  void client.invalidateQueries({ queryKey: ["others"] });
  expect(asked).toHaveLength(1);
  expect(signals[0]?.aborted).toBe(false);
});
