import { create } from "zustand";

/** Which of the larger dialogs of sharing is open. */
export const useShareDialog = create<{ open: "export" | "embed" | null }>()(() => ({ open: null }));

export function showDialog(open: "export" | "embed" | null): void {
  useShareDialog.setState({ open });
}
