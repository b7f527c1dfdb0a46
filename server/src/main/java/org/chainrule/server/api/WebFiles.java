package org.chainrule.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
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
   * @param forms the forms it can be sent in, the smallest first, itself last
   */
  record WebFile(List<Form> forms) {

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
   * A form of a file, outside of the heap, from where it goes to the network without a copy.
   *
   * @param encoding its Content-Encoding, or null for the file itself
   * @param etag a strong tag, which no other form has
   * @param headers what goes with the content
   * @param unchanged what goes in its place to those who have it
   */
  record Form(
      @Nullable String encoding,
      String etag,
      HttpFields headers,
      HttpFields unchanged,
      ByteBuffer content) {

    static Form of(@Nullable String encoding, String etag, String path, String type, byte[] bytes) {
      // Names under assets/ carry a hash of their content, so they never change.
      String caching =
          path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
      HttpFields.Mutable unchanged =
          HttpFields.build()
              .put(new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, caching))
              .put(new PreEncodedHttpField(HttpHeader.ETAG, etag))
              .put(new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding"));
      HttpFields.Mutable headers =
          HttpFields.build(unchanged)
              .put(new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, type))
              .put(
                  new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, String.valueOf(bytes.length)));
      if (encoding != null) {
        headers.put(new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, encoding));
      }
      ByteBuffer content = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
      return new Form(encoding, etag, headers.asImmutable(), unchanged.asImmutable(), content);
    }
  }

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
            forms.add(Form.of(encoding, '"' + tag + '-' + ending + '"', path, type, packed));
          }
        });
    forms.add(Form.of(null, '"' + tag + '"', path, type, bytes));
    WebFile file = new WebFile(List.copyOf(forms));
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
