import { useMemo, useState } from "react";
import type { Offer, SheetColumn } from "../../engine/datasets.ts";
import { inWords } from "../../server/request.ts";
import { Button } from "../../ui/Button.tsx";
import { ChoiceField } from "../SettingFields.tsx";
import { choose } from "./data.ts";
import { dropArriving, intoView } from "./dataFiles.ts";

const roles: readonly { id: SheetColumn["role"]; label: string }[] = [
  { id: "input", label: "predict from it" },
  { id: "classes", label: "predict it, as a class" },
  { id: "quantity", label: "predict it, as a quantity" },
  { id: "unused", label: "leave it out" },
];

/** Asks what the columns of a table mean, beginning with what they look like. */
export function TableImport({ offer, text }: { offer: Offer; text: string }) {
  const read = useMemo(() => {
    try {
      const table = offer.table(text);
      return { table, problem: null };
    } catch (error) {
      return { table: null, problem: inWords(error) };
    }
  }, [offer, text]);
  const found = read.table?.columns ?? [];
  const [changed, setChanged] = useState<Record<number, SheetColumn["role"]>>({});
  const [skip, setSkip] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const missing = found.some((column) => column.missing > 0);
  const fault = read.problem ?? problem;
  const use = () => {
    try {
      const data = read.table?.data(
        found.map((column, i) => changed[i] ?? column.role),
        skip,
      );
      if (!data) return;
      choose(offer, { ...data, test: 0.3, splitSeed: 1, standardize: true });
      dropArriving();
    } catch (error) {
      setProblem(inWords(error));
    }
  };
  return (
    <div className="tableImport" data-testid="table-import" ref={intoView}>
      {read.table && (
        <p className="lab-summary">
          {read.table.rows} examples in {found.length} columns.
        </p>
      )}
      {found.map((column, i) => (
        <ChoiceField
          key={column.name}
          label={column.name}
          testId={`column-${column.name}`}
          value={changed[i] ?? column.role}
          choices={roles.filter(
            ({ id }) => (id !== "classes" || column.few) && (id !== "quantity" || column.kind === "number"),
          )}
          onChange={(role) => {
            setProblem(null);
            setChanged({ ...changed, [i]: role as SheetColumn["role"] });
          }}
        />
      ))}
      {missing && (
        <label className="lab-check">
          <input type="checkbox" checked={skip} onChange={(event) => setSkip(event.currentTarget.checked)} />
          Leave out lines that lack a value
        </label>
      )}
      {fault && (
        <p className="lab-problem" role="alert" data-testid="table-problem">
          {fault}
        </p>
      )}
      <div className="dataFile-actions">
        {read.table && (
          <Button kind="primary" data-testid="use-table" onClick={use}>
            Use this table
          </Button>
        )}
        <Button onClick={dropArriving}>Cancel</Button>
      </div>
    </div>
  );
}
