"use client";
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from "react";
import { classNames } from "#ui/class-names.ts";
import { popupStyle } from "#ui/control-style.ts";
import { Input } from "#ui/input.tsx";
import type { RunFilterChanges } from "../run-view-filters.ts";
import { type Completion, completeTyped, isHalfTyped, readTyped } from "./read-typed.ts";
import type { TypedField } from "./typed-fields.ts";

type FilterInputProps = {
  readonly q: string;
  readonly fields: readonly TypedField[];
  readonly onChange: (changes: RunFilterChanges) => void;
};

/** A pause in typing after which the list is searched. */
const typingPauseMs = 250;

/** Searches in what was said; `status:failed` and its like become filters as they are typed, and are completed. */
export function FilterInput({ q, fields, onChange }: FilterInputProps) {
  const [text, setText] = useState(q);
  const [shownQ, setShownQ] = useState(q);
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const id = useId();
  // The URL changed by another hand (back, Clear): it counts.
  if (q !== shownQ) {
    setShownQ(q);
    setText(q);
  }
  const offered = isOpen ? completeTyped(text, fields) : [];
  const listId = `${id}-list`;
  const problemId = `${id}-problem`;
  const tell = useEffectEvent((typed: string) => onChange({ q: typed || null }));
  const waits = isHalfTyped(text, fields);
  useEffect(() => {
    if (text === q || waits) return;
    const timer = setTimeout(() => tell(text), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, q, waits]);

  /** Whole filters become filters; the rest is searched for. */
  function take(typed: string, isDone: boolean) {
    // The last word may go on, unless a space or Enter has ended it.
    const read = readTyped(isDone || /\s$/.test(typed) ? typed : "", fields);
    setProblems(read.problems);
    setActive(-1);
    if (Object.keys(read.changes).length === 0) return setText(typed);
    const { period } = read.changes;
    setText(read.rest);
    onChange({ ...read.changes, ...(period ? { from: null, to: null } : {}), q: read.rest.trim() || null });
  }
  function accept(completion: Completion) {
    if (completion.isWhole) setIsOpen(false);
    take(completion.text, completion.isWhole);
  }
  function onKeyDown(event: KeyboardEvent) {
    const chosen = offered[active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (offered.length === 0) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + offered.length) % offered.length);
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen) {
      event.preventDefault();
      accept(chosen);
    } else if (event.key === "Enter") {
      setIsOpen(false);
      take(text, true);
    } else if (event.key === "Escape" && offered.length > 0) {
      // Only the list goes; what was typed stays.
      event.preventDefault();
      event.stopPropagation();
      setIsOpen(false);
    }
  }
  return (
    <div className="relative w-72 max-sm:w-auto max-sm:flex-1">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
      />
      <Input
        type="search"
        aria-label="Search in what was said"
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? listId : undefined}
        aria-activedescendant={offered[active] ? `${id}-${active}` : undefined}
        aria-describedby={problems.length > 0 ? problemId : undefined}
        placeholder="Search, or status:failed cost:>0.1…"
        autoComplete="off"
        spellCheck={false}
        className="pl-8"
        maxLength={200}
        value={text}
        onValueChange={(typed) => {
          setIsOpen(true);
          take(typed, false);
        }}
        onBlur={() => setIsOpen(false)}
        onKeyDown={onKeyDown}
      />
      {offered.length > 0 ? (
        <div
          id={listId}
          role="listbox"
          aria-label="Filters"
          className={classNames(popupStyle, "absolute top-full left-0 z-30 mt-1 w-full min-w-60 p-1")}
        >
          {offered.map((completion, index) => (
            <div
              key={completion.label}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className="flex cursor-default justify-between gap-3 rounded-sm px-2 py-1.5 hover:bg-hover aria-selected:bg-selected pointer-coarse:py-2.5"
              // Before the field loses the focus, and with it the list.
              onPointerDown={(event) => {
                event.preventDefault();
                accept(completion);
              }}
            >
              <span className="truncate font-mono">{completion.label}</span>
              <span className="shrink-0 text-12 text-muted">{completion.hint}</span>
            </div>
          ))}
        </div>
      ) : null}
      {problems.length > 0 && offered.length === 0 ? (
        <p
          id={problemId}
          role="alert"
          className={classNames(
            popupStyle,
            "absolute top-full left-0 z-20 mt-1 w-full min-w-60 px-3 py-2 text-12 text-pretty",
          )}
        >
          {problems.join(" ")}
        </p>
      ) : null}
    </div>
  );
}
