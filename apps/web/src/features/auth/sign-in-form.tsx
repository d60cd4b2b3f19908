"use client";
import { type SyntheticEvent, useRef, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";
import { FormProblem } from "./form-problem.tsx";
import { PasswordField } from "./password-field.tsx";
import { type SignInOutcome, signIn } from "./sign-in.ts";
import { WaitNotice } from "./wait-notice.tsx";

type Problem = Exclude<SignInOutcome, { kind: "signed-in" }>;

/** `next` must be safe already: see safeNext. */
export function SignInForm({ next }: { next: string }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const isWaiting = problem?.kind === "wait";

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (isBusy || isWaiting) return;
    setIsBusy(true);
    const outcome = await signIn(email, password);
    if (outcome.kind === "signed-in") {
      // A full load: the server decides anew what this person sees.
      window.location.assign(next);
      return;
    }
    setIsBusy(false);
    setProblem(outcome);
    if (outcome.kind === "wrong") passwordInput.current?.select();
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {problem ? <ProblemNotice problem={problem} onWaited={() => setProblem(null)} /> : null}
      <Field label="Email">
        <Input
          type="email"
          name="email"
          value={email}
          onValueChange={setEmail}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
          className="h-10 text-14"
        />
      </Field>
      <PasswordField
        value={password}
        onValueChange={setPassword}
        autoComplete="current-password"
        inputRef={passwordInput}
      />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        loading={isBusy}
        disabled={isWaiting}
        className="mt-2"
      >
        Sign in
      </Button>
    </form>
  );
}

function ProblemNotice({ problem, onWaited }: { problem: Problem; onWaited: () => void }) {
  if (problem.kind === "wait") return <WaitNotice untilMs={problem.untilMs} onOver={onWaited} />;
  if (problem.kind === "failed") return <FormProblem>{problem.message}</FormProblem>;
  return <FormProblem>Email or password is wrong. Check both and try again.</FormProblem>;
}
