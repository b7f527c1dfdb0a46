import type { Graph } from "../document/types.ts";
import { read, request } from "./request.ts";

/** A graph on the server that this browser may change. */
export interface Shared {
  id: string;
  editToken: string;
  /** The revision that was stored last, as the server tags it and by its number. */
  etag: string;
  revision?: number;
}

const path = (id: string) => `/api/graphs/${encodeURIComponent(id)}`;

/** Stores a graph under a new link. */
export async function storeGraph(graph: Graph): Promise<Shared> {
  const response = await request("/api/graphs", { method: "POST", body: { document: graph } });
  const { id, editToken, revision } = await read<{ id: string; editToken: string; revision: number }>(
    response,
  );
  return { id, editToken, etag: response.headers.get("ETag") ?? "*", revision };
}

/** Stores a graph under the link that it has already. */
export async function storeAgain(shared: Shared, graph: Graph): Promise<Shared> {
  const response = await request(path(shared.id), {
    method: "PUT",
    body: { document: graph },
    token: shared.editToken,
    headers: { "If-Match": shared.etag },
  });
  const { revision } = await read<{ revision: number }>(response);
  return { ...shared, etag: response.headers.get("ETag") ?? "*", revision };
}

/** The graph of a link, as JSON from outside: the current revision, or the one that the link names as id@revision. */
export async function fetchGraph(link: string): Promise<string> {
  const [id = "", revision] = link.split("@");
  return (await request(path(id) + (revision === undefined ? "" : `/revisions/${revision}`))).text();
}
