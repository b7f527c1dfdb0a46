import type { ComponentType, ReactNode } from "react";

/** What stands in the drawer at the bottom: one tab a panel. */
export interface DrawerPanel {
  id: string;
  title: string;
  icon: ReactNode;
  Panel: ComponentType;
}

/** The places in the shell that features fill: one line for each. */
export const drawerPanels: readonly DrawerPanel[] = [];

/** Buttons at the right end of the top bar, before the theme switch. */
export const topBarActions: readonly ComponentType[] = [];
