package org.chainrule.server.api;

import org.jspecify.annotations.Nullable;

/** Compares entity tags as If-None-Match does, RFC 9110 section 13.1.2. */
final class EntityTags {

  private EntityTags() {}

  /** Whether the header lists the tag; the comparison is the weak one. */
  static boolean match(@Nullable String header, String tag) {
    if (header == null) {
      return false;
    }
    for (String listed : header.split(",", 64)) {
      String candidate = listed.trim();
      if (candidate.equals("*") || strong(candidate).equals(tag)) {
        return true;
      }
    }
    return false;
  }

  private static String strong(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
