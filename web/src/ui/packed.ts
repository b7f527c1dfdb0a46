/*
 * Text as a part of an address: a letter for the form, then (for "a") the text deflated, in base64url. What is read is
 * bounded, whatever comes.
 */

const FORM = "a";

export interface Bounds {
  /** Characters of the packed text. */
  readonly characters: number;
  /** Bytes of what it holds. */
  readonly bytes: number;
  /** What is said where it holds more. */
  readonly tooMuch: string;
}

export async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return FORM + toBase64Url(await drain(stream, Number.POSITIVE_INFINITY, ""));
}

/** The text again. Fails with a sentence. */
export async function unpack(packed: string, { characters, bytes, tooMuch }: Bounds): Promise<string> {
  if (packed.length > characters)
    throw new Error(`The link is longer than ${characters.toLocaleString("en")} characters.`);
  const [, form, rest = ""] = /^([a-z])([A-Za-z0-9_-]*)$/.exec(packed) ?? [];
  if (form === undefined) throw new Error("The link is damaged: copy it again, the whole of it.");
  if (form !== FORM)
    throw new Error("The link was made by a newer Chainrule: reload the page and try again.");
  const stream = new Blob([fromBase64Url(rest)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  try {
    return new TextDecoder().decode(await drain(stream, bytes, tooMuch));
  } catch (error) {
    if (error instanceof TooMuch) throw error;
    throw new Error("The link is damaged: copy it again, the whole of it.");
  }
}

class TooMuch extends Error {}

/** All that a stream brings, unless it is more than a limit: then it is stopped there. */
async function drain(
  stream: ReadableStream<Uint8Array>,
  limit: number,
  tooMuch: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel().catch(() => undefined);
      throw new TooMuch(tooMuch);
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  let binary: string;
  try {
    binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    throw new Error("The link is damaged: copy it again, the whole of it.");
  }
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
