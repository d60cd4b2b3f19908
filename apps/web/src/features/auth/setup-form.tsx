"use client";
import { type SyntheticEvent, useRef, useState } from "react";
import type { ApiError } from "#lib/api-error.ts";
import { Button } from "#ui/button.tsx";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";
import { createFirstAdmin } from "./create-first-admin.ts";
import { FormProblem } from "./form-problem.tsx";
import { PasswordField } from "./password-field.tsx";
import { isLongEnough, minPasswordLength, PasswordRule } from "./password-rule.tsx";

/** Makes the first person of this installation. */
export function SetupForm({ token }: { token: string }) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [isTooShort, setIsTooShort] = useState(false);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const passwordInput = useRef<HTMLInputElement>(null);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (isBusy) return;
    if (!isLongEnough(password)) {
      setIsTooShort(true);
      passwordInput.current?.focus();
      return;
    }
    setIsBusy(true);
    const refused = await createFirstAdmin({ token, name: name.trim(), email: email.trim(), password });
    if (refused === null) {
      window.location.assign("/apps");
      return;
    }
    setIsBusy(false);
    setRefusal(refused);
  }
  const faultOf = (path: string) => refusal?.fieldErrors.find((fault) => fault.path === path)?.message;
  const tooShort = isTooShort && !isLongEnough(password);
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {refusal ? <FormProblem>{refusal.message}</FormProblem> : null}
      <Field label="Name" error={faultOf("name")}>
        <Input
          name="name"
          value={name}
          onValueChange={setName}
          autoComplete="name"
          required
          maxLength={120}
          autoFocus
          className="h-10 text-14"
        />
      </Field>
      <Field label="Email" error={faultOf("email")}>
        <Input
          type="email"
          name="email"
          value={email}
          onValueChange={setEmail}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          className="h-10 text-14"
        />
      </Field>
      <PasswordField
        value={password}
        onValueChange={setPassword}
        autoComplete="new-password"
        inputRef={passwordInput}
        help={<PasswordRule password={password} />}
        error={tooShort ? `Too short: use at least ${minPasswordLength} characters.` : faultOf("password")}
      />
      <Button type="submit" variant="primary" size="lg" loading={isBusy} className="mt-2">
        Create admin and sign in
      </Button>
    </form>
  );
}
