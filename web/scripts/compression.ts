import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TEXT = /\.(?:html|js|css|json|map|svg|txt|webmanifest|wasm)$/;

/** Whether a file gets smaller: fonts and images are packed already. */
export function isCompressible(name: string): boolean {
  return TEXT.test(name);
}

export function brotli(content: Uint8Array): Uint8Array {
  return brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
}

export function gzip(content: Uint8Array): Uint8Array {
  return gzipSync(content, { level: 9 });
}
