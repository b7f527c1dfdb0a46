import type { Problem } from "../engine/snapshot.ts";

/** Why the server did not do what was asked, in a sentence for the person. */
export class Refusal extends Error {
  constructor(
    message: string,
    /** The HTTP status; 0 where no answer came. */
    readonly status: number,
    /** What is wrong with the graph, by node. */
    readonly problems: readonly Problem[] = [],
  ) {
    super(message);
    this.name = "Refusal";
  }
}

const UNREACHABLE =
  "The server cannot be reached. Nothing is lost: your graph is kept in this browser. Check the connection and try again.";

/** The sentence for an answer that brought none. */
function sentence(status: number): string {
  if (status === 413) return "The graph is too large for the server, which reads at most 1 MB.";
  if (status === 429) return "The server is busy at the moment: try again in a minute.";
  // What stands in front of a server answers so when the server is not there.
  if (status === 502 || status === 503 || status === 504) return UNREACHABLE;
  return `The server refused the request (${status}): try again, and if it stays so, tell whoever runs it.`;
}

/** Reads a refusal: a problem document by RFC 9457, or whatever else came. */
export function refusalOf(status: number, contentType: string | null, body: string): Refusal {
  if (contentType?.includes("json")) {
    try {
      const { detail, problems } = JSON.parse(body) as { detail?: unknown; problems?: unknown };
      const message = typeof detail === "string" && detail !== "" ? detail : sentence(status);
      return new Refusal(message, status, Array.isArray(problems) ? problems.filter(isProblem) : []);
    } catch {
      // Not JSON after all: then the status alone speaks.
    }
  }
  return new Refusal(sentence(status), status);
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === "object" && value !== null && "message" in value && typeof value.message === "string"
  );
}

export interface Request {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  /** The right to change what is asked for. */
  token?: string;
  headers?: Readonly<Record<string, string>>;
}

/** Asks the server that the page came from. Throws a Refusal, and nothing else. */
export async function request(
  path: string,
  { method = "GET", body, token, headers }: Request = {},
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refusal(UNREACHABLE, 0);
  }
  if (response.ok) return response;
  const text = await response.text().catch(() => "");
  throw refusalOf(response.status, response.headers.get("Content-Type"), text);
}

/** The answer as JSON. */
export async function read<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch {
    throw new Refusal("The server's answer did not arrive whole: try again.", 0);
  }
}

/** A failure in a sentence, whatever it was. */
export function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
