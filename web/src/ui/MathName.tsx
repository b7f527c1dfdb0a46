/** A name as a textbook sets it: in italics, a closing number as an index, yhat under a hat. Its text stays the plain name. */
export function MathName({ name }: { name: string }) {
  const [, base = name, index] = /^(.*?[A-Za-z])_?(\d+)$/.exec(name) ?? [];
  const [, hatted] = /^([A-Za-z])_?hat$/.exec(base) ?? [];
  return (
    <span className="mathName">
      {hatted ? (
        <span className="mathName-hatted">
          {hatted}
          <span className="mathName-hat">hat</span>
        </span>
      ) : (
        base
      )}
      {index && <sub>{index}</sub>}
    </span>
  );
}
