import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInPage, safeNext } from "#features/auth/index.ts";
import { findPagePrincipal } from "#server/page-principal.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignIn({ searchParams }: PageProps<"/sign-in">) {
  const next = safeNext((await searchParams).next);
  if (await findPagePrincipal()) redirect(next);
  return <SignInPage next={next} />;
}
