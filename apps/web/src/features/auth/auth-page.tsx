import type { ReactNode } from "react";
import { Logo } from "#ui/logo.tsx";

type AuthPageProps = {
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
};

/** A page for who is not signed in: the product's name, one thing to do, nothing else. */
export function AuthPage({ title, description, children }: AuthPageProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 pt-[max(40px,16dvh)] pb-10">
      <div className="w-full max-w-88">
        <div className="flex items-center gap-2.5">
          <Logo className="size-6" />
          <span className="text-16 font-semibold">Slipway</span>
        </div>
        <h1 className="mt-8 text-20 font-semibold">{title}</h1>
        {description ? <div className="mt-1 text-14 text-muted text-pretty">{description}</div> : null}
        {children ? <div className="mt-6">{children}</div> : null}
      </div>
    </main>
  );
}
