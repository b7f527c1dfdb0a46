import { type ReactNode, useEffect } from "react";
import { useDocument } from "../../document/store.ts";
import { useOffer } from "../useOffer.ts";
import { ControlsColumn } from "./ControlsColumn.tsx";
import { DataColumn } from "./DataColumn.tsx";
import { chooseFitting } from "./data.ts";
import { takeFiles } from "./dataFiles.ts";
import { Pictures } from "./Pictures.tsx";
import "./Lab.css";

/** The lab: the data on the left, what the run makes of it in the middle, how it is trained on the right. */
export function LabPanel({ where }: { where: ReactNode }) {
  const offer = useOffer();
  const key = useDocument((state) => state.key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document has other data.
  useEffect(() => {
    if (offer) chooseFitting(offer);
  }, [offer, key]);
  return (
    <div className="lab" data-testid="training">
      <section
        className="lab-data"
        aria-label="Data"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          if (offer) void takeFiles(offer, [...event.dataTransfer.files]);
        }}
      >
        {where}
        {offer && <DataColumn offer={offer} />}
      </section>
      <section className="lab-pictures" aria-label="What the run makes of it">
        {offer && <Pictures offer={offer} />}
      </section>
      <section className="lab-controls" aria-label="How to train">
        {offer && <ControlsColumn offer={offer} />}
      </section>
    </div>
  );
}
