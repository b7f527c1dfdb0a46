import type { Port } from "../engine/catalogue.ts";
import { Tex } from "../ui/Tex.tsx";

/** The local derivative by a port, as the catalogue writes it: a term, or for matrices an equation of its own. */
export function PortDerivative({ port }: { port: Port }) {
  const equation = /^[^{]*\{[A-Z]\} =/.test(port.derivative);
  return (
    <Tex
      tex={equation ? port.derivative : `\\frac{\\partial}{\\partial ${port.label}} = ${port.derivative}`}
    />
  );
}
