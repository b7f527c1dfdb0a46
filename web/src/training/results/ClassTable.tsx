import type { RunResult } from "../../server/runs.ts";

/** Precision and recall of each class. */
export function ClassTable({ result }: { result: RunResult }) {
  return (
    <table className="classTable">
      <caption>By class</caption>
      <thead>
        <tr>
          <td />
          <th scope="col" title="Of what was read as this class, how much is right">
            precision
          </th>
          <th scope="col" title="Of this class, how much was found">
            recall
          </th>
          <th scope="col">images</th>
        </tr>
      </thead>
      <tbody>
        {result.classes.map(({ precision, recall, support }, i) => (
          <tr key={result.classNames[i]}>
            <th scope="row">{result.classNames[i]}</th>
            <Share value={precision} />
            <Share value={recall} />
            <td className="numeric">{support}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A share as a number over a bar of the same length. */
function Share({ value }: { value: number | null }) {
  return (
    <td className="numeric classTable-share" style={{ "--share": value ?? 0 } as React.CSSProperties}>
      {value === null ? "–" : `${(value * 100).toFixed(1)}%`}
    </td>
  );
}
