import { useEffect, useRef, useState } from "react";

type Katex = typeof import("katex").default;

let loading: Promise<Katex> | null = null;

/** Typesetting loads when the first formula is shown. */
function load(): Promise<Katex> {
  loading ??= Promise.all([import("katex"), import("katex/dist/katex.min.css")]).then(
    ([module]) => module.default,
  );
  return loading;
}

/** A formula in TeX; the source stands in for it until typesetting has loaded, or if it cannot be set. */
export function Tex({ tex, display = false }: { tex: string; display?: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  const [katex, setKatex] = useState<Katex | null>(null);

  useEffect(() => {
    let shown = true;
    void load().then((loaded) => {
      if (shown) setKatex(() => loaded);
    });
    return () => {
      shown = false;
    };
  }, []);

  useEffect(() => {
    if (katex && place.current)
      katex.render(tex, place.current, { displayMode: display, throwOnError: false });
  }, [katex, tex, display]);

  return (
    <span ref={place} className="tex">
      {katex ? null : tex}
    </span>
  );
}
