import type { Graph } from "../document/types.ts";
import { read, request } from "./request.ts";

/** A graph on the server that this browser may change. */
export interface Shared {
  id: string;
  editToken: string;
  /** The revision that was stored last. */
  etag: string;
}

const path = (id: string) => `/api/graphs/${encodeURIComponent(id)}`;

/** Stores a graph under a new link. */
export async function storeGraph(graph: Graph): Promise<Shared> {
  const response = await request("/api/graphs", { method: "POST", body: { document: graph } });
  const { id, editToken } = await read<{ id: string; editToken: string }>(response);
  return { id, editToken, etag: response.headers.get("ETag") ?? "*" };
}

/** Stores a graph under the link that it has already. */
export async function storeAgain(shared: Shared, graph: Graph): Promise<Shared> {
  const response = await request(path(shared.id), {
    method: "PUT",
    body: { document: graph },
    token: shared.editToken,
    headers: { "If-Match": shared.etag },
  });
  return { ...shared, etag: response.headers.get("ETag") ?? "*" };
}

/** The graph of a link, as JSON from outside. */
export async function fetchGraph(id: string): Promise<string> {
  return (await request(path(id))).text();
}
