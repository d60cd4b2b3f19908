"use client";
import { LogOut } from "lucide-react";
import { toast } from "sonner";
import { classNames } from "#ui/class-names.ts";
import { Menu, MenuGroup, MenuItem } from "#ui/menu.tsx";
import { signOut } from "./sign-out.ts";

export type Account = { readonly name: string; readonly email: string };

export function AccountMenu({ account, folded }: { account: Account; folded: boolean }) {
  async function leave() {
    if ((await signOut()) === "signed-out") {
      // A full load: nothing that this page holds in memory may outlive the session.
      window.location.assign("/");
      return;
    }
    toast.error("You are still signed in", {
      description: "The server did not answer. Try again in a moment.",
    });
  }
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          {...(folded ? { "aria-label": `Account of ${account.name}` } : {})}
          className={classNames(
            "flex h-9 min-w-0 items-center gap-2 rounded-md text-left hover:bg-hover data-popup-open:bg-selected pointer-coarse:h-11",
            folded ? "w-9 justify-center" : "w-full px-1.5",
          )}
        >
          <span
            aria-hidden="true"
            className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-fill text-12 font-semibold text-accent-text"
          >
            {initialOf(account.name)}
          </span>
          {folded ? null : <span className="truncate">{account.name}</span>}
        </button>
      }
    >
      <MenuGroup label={account.email}>
        <MenuItem label="Sign out" icon={<LogOut />} onSelect={() => void leave()} />
      </MenuGroup>
    </Menu>
  );
}

function initialOf(name: string): string {
  return Array.from(name.trim())[0]?.toUpperCase() ?? "?";
}
