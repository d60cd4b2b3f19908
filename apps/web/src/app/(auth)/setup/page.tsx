import type { Metadata } from "next";
import { readSetupState, SetupPage } from "#features/auth/index.ts";
import { getServices } from "#server/services.ts";

// The token stands in the address: it must not reach anybody through a Referer.
export const metadata: Metadata = { title: "Set up", referrer: "no-referrer" };

export default async function Setup({ searchParams }: PageProps<"/setup">) {
  const { token } = await searchParams;
  const state = await readSetupState(getServices().prisma, typeof token === "string" ? token : undefined);
  return <SetupPage state={state} />;
}
