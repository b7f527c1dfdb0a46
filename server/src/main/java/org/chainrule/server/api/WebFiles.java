package org.chainrule.server.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The web app's files on the classpath, read and compressed once, then served from memory.
 * Thread-safe.
 */
final class WebFiles {

  private static final String ROOT = "web/";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("woff", "font/woff"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"));

  private final Map<String, WebFile> files = new ConcurrentHashMap<>();

  /**
   * One file.
   *
   * @param gzip its compressed form, or null where that saves nothing
   */
  record WebFile(String contentType, String etag, byte[] bytes, byte @Nullable [] gzip) {}

  /** The file at a path under the app's root, or null. Only known types are served. */
  @Nullable WebFile find(String path) {
    WebFile known = files.get(path);
    if (known != null) {
      return known;
    }
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null || !plain(path)) {
      return null;
    }
    URL resource = WebFiles.class.getClassLoader().getResource(ROOT + path);
    if (resource == null) {
      return null;
    }
    WebFile file = load(resource, type);
    files.put(path, file);
    return file;
  }

  /** Whether a path can only lead downwards. */
  private static boolean plain(String path) {
    return path.matches("[A-Za-z0-9_@~+-][A-Za-z0-9._@~+-]*(/[A-Za-z0-9_@~+-][A-Za-z0-9._@~+-]*)*");
  }

  private static WebFile load(URL resource, String type) {
    try (InputStream in = resource.openStream()) {
      byte[] bytes = in.readAllBytes();
      CRC32 sum = new CRC32();
      sum.update(bytes);
      String etag = "\"" + Long.toHexString(sum.getValue()) + "-" + bytes.length + "\"";
      byte[] zipped = zip(bytes);
      return new WebFile(type, etag, bytes, zipped.length < bytes.length * 0.9 ? zipped : null);
    } catch (IOException e) {
      throw new UncheckedIOException("a file of the web app cannot be read: " + resource, e);
    }
  }

  private static byte[] zip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }
}
