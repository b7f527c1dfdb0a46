package org.chainrule.server.api;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads what a client says of compressed answers, RFC 9110 section 12.5.3. */
final class ContentCoding {

  private ContentCoding() {}

  /** Clients say one of a few things, again and again; no more of them are remembered than this. */
  private static final int REMEMBERED = 256;

  private static final Map<String, Map<String, Boolean>> KNOWN = new ConcurrentHashMap<>();

  /**
   * Whether an Accept-Encoding takes a coding. Without the header, none is taken: a client that
   * says nothing may know nothing.
   */
  static boolean accepts(@Nullable String header, String coding) {
    if (header == null) {
      return false;
    }
    Map<String, Boolean> codings = KNOWN.get(header);
    if (codings == null) {
      codings = new ConcurrentHashMap<>();
      if (KNOWN.size() < REMEMBERED) {
        KNOWN.put(header, codings);
      }
    }
    return codings.computeIfAbsent(coding, name -> read(header, name));
  }

  private static boolean read(String header, String coding) {
    boolean any = false;
    for (String listed : header.toLowerCase(Locale.ROOT).split(",", 32)) {
      String[] parts = listed.split(";", 8);
      String name = parts[0].trim();
      if (name.equals(coding)) {
        return weight(parts) > 0;
      }
      if (name.equals("*")) {
        any = weight(parts) > 0;
      }
    }
    return any;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].trim();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2).trim());
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
