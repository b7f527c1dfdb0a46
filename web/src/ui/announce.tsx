import { create } from "zustand";

const useAnnouncement = create<{ text: string }>()(() => ({ text: "" }));

/** Says something to those who listen to the page rather than look at it. */
export function announce(text: string): void {
  useAnnouncement.setState({ text });
}

/** Where announcements are spoken from; once in the page. */
export function LiveRegion() {
  const text = useAnnouncement((state) => state.text);
  return (
    <div className="visuallyHidden" role="status" aria-live="polite" data-testid="announcement">
      {text}
    </div>
  );
}
