/** A name as a textbook sets it: in italics, a closing number as an index. Its text stays the plain name. */
export function MathName({ name }: { name: string }) {
  const match = /^(.*?[A-Za-z])_?(\d+)$/.exec(name);
  if (!match) return <span className="mathName">{name}</span>;
  const [, base, index] = match;
  return (
    <span className="mathName">
      {base}
      <sub>{index}</sub>
    </span>
  );
}
