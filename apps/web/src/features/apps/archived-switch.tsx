"use client";
import { Field } from "#ui/field.tsx";
import { Switch } from "#ui/switch.tsx";

type ArchivedSwitchProps = { readonly archived: boolean; readonly onArchivedChange: (on: boolean) => void };

export function ArchivedSwitch({ archived, onArchivedChange }: ArchivedSwitchProps) {
  return (
    <Field label="Archived" layout="inline" className="shrink-0 items-center">
      <Switch checked={archived} onCheckedChange={onArchivedChange} />
    </Field>
  );
}
