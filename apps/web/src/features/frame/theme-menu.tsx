"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { IconButton } from "#ui/icon-button.tsx";
import { Menu, MenuChoice } from "#ui/menu.tsx";
import { applyTheme, currentTheme, subscribeToTheme, type Theme } from "#ui/theme.ts";

const options = [
  { value: "system", label: "Like the system", icon: <Monitor /> },
  { value: "light", label: "Light", icon: <Sun /> },
  { value: "dark", label: "Dark", icon: <Moon /> },
] as const;

export function ThemeMenu({ initialTheme }: { initialTheme: Theme }) {
  const theme = useSyncExternalStore(subscribeToTheme, currentTheme, () => initialTheme);
  const current = options.find((option) => option.value === theme);
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <IconButton
          label={`Theme: ${current?.label.toLowerCase()}`}
          icon={current?.icon}
          tooltipSide="right"
        />
      }
    >
      <MenuChoice label="Theme" value={theme} options={options} onValueChange={applyTheme} />
    </Menu>
  );
}
