/*
 * The page without a connection: everything that it is made of is kept at the first visit, and taken from there. A new
 * version is fetched beside the old one and waits until the person agrees. What the server computes is never kept.
 */

const VERSION = "__VERSION__";
const FILES = __FILES__;

const CACHE = `chainrule-${VERSION}`;

addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    FILES.map(async (path) => {
      // A name under assets/ never stands for anything else: what an older version has kept need not be fetched again.
      const fixed = path.startsWith("/assets/");
      const kept = fixed ? await caches.match(path, { ignoreVary: true }) : undefined;
      if (kept) return cache.put(path, kept);
      return cache.add(new Request(path, { cache: fixed ? "default" : "no-cache" }));
    }),
  );
}

addEventListener("activate", (event) => event.waitUntil(activate()));

async function activate() {
  for (const name of await caches.keys())
    if (name.startsWith("chainrule-") && name !== CACHE) await caches.delete(name);
  await clients.claim();
}

addEventListener("message", (event) => {
  if (event.data === "activate") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const path = request.mode === "navigate" ? pageOf(pathname) : pathname;
  if (path !== null && FILES.includes(path)) event.respondWith(answer(path, request));
});

/** The file that a page's address is answered with; null where the server has to be asked. */
function pageOf(pathname) {
  if (pathname === "/" || /^\/g\/[\w-]+\/?$/.test(pathname)) return "/";
  return /^\/embed(?:\/[\w-]+)?\/?$/.test(pathname) ? "/embed" : null;
}

async function answer(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(request);
}
