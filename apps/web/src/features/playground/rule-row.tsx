"use client";
import { Permissions } from "@slipway/schemas/apps/permissions";
import type { KeyboardEvent } from "react";
import { Input } from "#ui/input.tsx";
import { Select } from "#ui/select.tsx";
import type { ConfigErrors, DraftRule } from "./draft-config.ts";
import { MoveButtons } from "./move-buttons.tsx";
import { actionLabels } from "./permission-words.ts";
import type { Moves } from "./use-ordered-list.ts";

const { action } = Permissions.shape.rules.unwrap().element.shape;

type RuleRowProps = {
  readonly number: number;
  readonly rule: DraftRule;
  /** A list of names to choose from. */
  readonly namesId: string;
  readonly errors: ConfigErrors;
  readonly onChange: (rule: DraftRule) => void;
  readonly moves: Moves;
  readonly onRemove: () => void;
};

/** One rule: which tool, only where, and what then. Alt and an arrow key move it. */
export function RuleRow(props: RuleRowProps) {
  const { number, rule, namesId, errors, moves, onChange, onRemove } = props;
  const at = `permissions.rules.${number - 1}`;
  const problem = errors.get(`${at}.tool`) ?? errors.get(`${at}.match`) ?? errors.get(`${at}.action`);
  const name = `of rule ${number}`;

  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey) return;
    const move = { ArrowUp: moves.onMoveUp, ArrowDown: moves.onMoveDown }[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }
  return (
    <li
      onKeyDown={onKeyDown}
      className="grid grid-cols-[minmax(0,1fr)_96px_auto] gap-1.5 border-l-2 border-line pl-2"
    >
      <Input
        mono
        list={namesId}
        aria-label={`Tool ${name}`}
        value={rule.tool}
        onValueChange={(tool) => onChange({ ...rule, tool })}
        placeholder="Tool, or *"
        autoComplete="off"
        spellCheck={false}
      />
      <Select
        aria-label={`Action ${name}`}
        value={rule.action}
        onValueChange={(next) => onChange({ ...rule, action: next })}
        options={action.options.map((value) => ({ value, label: actionLabels[value] }))}
      />
      <span className="flex items-center">
        <MoveButtons name={`rule ${number}`} {...moves} onRemove={onRemove} />
      </span>
      <Input
        mono
        className="col-span-full"
        aria-label={`Match ${name}`}
        value={rule.match ?? ""}
        // Nothing is no match: then the rule holds for every call.
        onValueChange={(match) => onChange(match === "" ? withoutMatch(rule) : { ...rule, match })}
        placeholder="Every call, or only where the command or path is…"
        autoComplete="off"
        spellCheck={false}
      />
      {problem ? (
        <p role="alert" className="col-span-full text-12 text-danger-text">
          {problem}
        </p>
      ) : null}
    </li>
  );
}

function withoutMatch(rule: DraftRule): DraftRule {
  const { match: _, ...rest } = rule;
  return rest;
}
