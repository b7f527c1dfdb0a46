import { FileInput, X } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "../ui/Button.tsx";
import { useVisit } from "../ui/visit.ts";
import "./LinkNote.css";

/** Files may be dropped anywhere on the page; this says so while one is held over it, and what is wrong with one. */
export function ArrivalNote() {
  const editable = useVisit((visit) => visit.editable);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (!editable) return;
    const brings = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const onOver = (event: DragEvent) => {
      if (!brings(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      // A part of the page may have taken it already: data that falls on the lab.
      if (!brings(event) || event.defaultPrevented) return;
      event.preventDefault();
      const [file] = event.dataTransfer?.files ?? [];
      if (file) void import("./files.ts").then(({ openFile }) => openFile(file)).then(setProblem);
    };
    addEventListener("dragover", onOver);
    addEventListener("dragleave", onLeave);
    addEventListener("drop", onDrop);
    return () => {
      removeEventListener("dragover", onOver);
      removeEventListener("dragleave", onLeave);
      removeEventListener("drop", onDrop);
    };
  }, [editable]);

  if (over) {
    return (
      <p className="linkNote" role="status" data-testid="drop-note">
        <FileInput size={14} aria-hidden="true" />
        Drop it: a graph opens as one of its own, parameters go into this graph.
      </p>
    );
  }
  if (problem === null) return null;
  return (
    <div className="linkNote linkNote-problem" role="alert" data-testid="drop-problem">
      <span>{problem}</span>
      <IconButton label="Dismiss" onClick={() => setProblem(null)}>
        <X size={14} />
      </IconButton>
    </div>
  );
}
