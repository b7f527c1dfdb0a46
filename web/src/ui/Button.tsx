import { Tooltip } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import "./Button.css";

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  label: string;
  /** How the keyboard does the same, as people read it: "Ctrl+Z". */
  keys?: string | undefined;
  pressed?: boolean | undefined;
}

/** A square button with a picture; its label is spoken and shown on hover. */
export function IconButton({ label, keys, pressed, children, ...rest }: IconButtonProps) {
  return (
    <Tip text={label} keys={keys}>
      <button type="button" className="iconButton" aria-label={label} aria-pressed={pressed} {...rest}>
        {children}
      </button>
    </Tip>
  );
}

interface ButtonProps extends ComponentProps<"button"> {
  kind?: "plain" | "primary";
}

export function Button({ kind = "plain", children, className, ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button button-${kind} ${className ?? ""}`} {...rest}>
      {children}
    </button>
  );
}

/** A hint that appears beside what it wraps; the wrapped element must carry its own accessible name. */
export function Tip({
  text,
  keys,
  children,
}: {
  text: string;
  keys?: string | undefined;
  children: ReactNode;
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tip" sideOffset={6} collisionPadding={8}>
          {text}
          {keys && <kbd>{keys}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
