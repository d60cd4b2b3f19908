import type { Route } from "next";

export type PalettePlace = { readonly label: string; readonly href: Route; readonly shortcut?: string };

export type PaletteProps = {
  readonly places: readonly PalettePlace[];
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
};
