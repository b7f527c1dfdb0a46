import { Fragment, type ReactNode } from "react";
import { MathName } from "../ui/MathName.tsx";
import { Tex } from "../ui/Tex.tsx";

/** A lesson's paragraphs: formulas between dollar signs, names between backticks, ** for emphasis, a list after hyphens. */
export function Prose({ text }: { text: string }) {
  return text.split(/\n{2,}/).map((block, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes while it is shown.
    <Fragment key={i}>{paragraph(block.trim())}</Fragment>
  ));
}

function paragraph(block: string): ReactNode {
  const [, formula] = /^\$\$([\s\S]*)\$\$$/.exec(block) ?? [];
  if (formula !== undefined)
    return (
      <div className="prose-formula">
        <Tex tex={formula} display />
      </div>
    );
  if (block.startsWith("- ")) {
    return (
      <ul>
        {block.split(/\n- /).map((item) => (
          <li key={item}>
            <Inline text={item.replace(/^- /, "")} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <p>
      <Inline text={block} />
    </p>
  );
}

/** One line of it. */
export function Inline({ text }: { text: string }) {
  return text.split(/(\$[^$]+\$|`[^`]+`|\*\*[^*]+\*\*)/).map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes while it is shown.
    <Fragment key={i}>{piece(part)}</Fragment>
  ));
}

function piece(part: string): ReactNode {
  const inner = part.slice(1, -1);
  if (/^\$.+\$$/.test(part)) return <Tex tex={inner} />;
  if (/^`[A-Za-z]\w*`$/.test(part)) return <MathName name={inner} />;
  if (/^`.+`$/.test(part)) return <code>{inner}</code>;
  if (/^\*\*.+\*\*$/.test(part)) return <strong>{part.slice(2, -2)}</strong>;
  return part;
}
