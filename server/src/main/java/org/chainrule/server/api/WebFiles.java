package org.chainrule.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The web app's files on the classpath, read once, then served from memory. The build has put
 * compressed forms beside them. Thread-safe.
 */
final class WebFiles {

  private static final String ROOT = "web/";

  /** Content-Encoding and the ending of its files, the smaller form first. */
  private static final Map<String, String> ENCODINGS = new LinkedHashMap<>();

  static {
    ENCODINGS.put("br", "br");
    ENCODINGS.put("gzip", "gz");
  }

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
   * @param contentType what it is
   * @param forms the forms it can be sent in, the smallest first, itself last
   */
  record WebFile(String contentType, List<Form> forms) {

    /** The smallest form that a client takes, by its Accept-Encoding. */
    Form accepted(@Nullable String acceptEncoding) {
      for (Form form : forms) {
        if (form.encoding() != null && ContentCoding.accepts(acceptEncoding, form.encoding())) {
          return form;
        }
      }
      return forms.get(forms.size() - 1);
    }
  }

  /**
   * A form of a file.
   *
   * @param encoding its Content-Encoding, or null for the file itself
   * @param etag a strong tag, which no other form has
   */
  record Form(@Nullable String encoding, String etag, byte[] bytes) {}

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
    byte[] bytes = read(path);
    if (bytes == null) {
      return null;
    }
    String tag = tag(bytes);
    List<Form> forms = new ArrayList<>();
    ENCODINGS.forEach(
        (encoding, ending) -> {
          byte[] packed = read(path + "." + ending);
          if (packed != null) {
            forms.add(new Form(encoding, '"' + tag + '-' + ending + '"', packed));
          }
        });
    forms.add(new Form(null, '"' + tag + '"', bytes));
    WebFile file = new WebFile(type, List.copyOf(forms));
    files.put(path, file);
    return file;
  }

  /** Whether a path can only lead downwards. */
  private static boolean plain(String path) {
    return path.matches("[A-Za-z0-9_@~+-][A-Za-z0-9._@~+-]*(/[A-Za-z0-9_@~+-][A-Za-z0-9._@~+-]*)*");
  }

  private static byte @Nullable [] read(String path) {
    URL resource = WebFiles.class.getClassLoader().getResource(ROOT + path);
    if (resource == null) {
      return null;
    }
    try (InputStream in = resource.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("a file of the web app cannot be read: " + resource, e);
    }
  }

  private static String tag(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return Long.toHexString(sum.getValue()) + "-" + bytes.length;
  }
}
