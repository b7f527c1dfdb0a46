package org.chainrule.server.api;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The names this server answers to. A page of somebody else's can make a browser ask for any name,
 * with an address that it points here afterwards (DNS rebinding); so names are known beforehand.
 * Plain addresses cannot be pointed elsewhere, and need not be.
 */
final class HostNames {

  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}([.][0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?");
  private static final String LOCAL = "localhost";

  /** Names that were found to be allowed and need not be judged again, no more than this. */
  private static final int REMEMBERED = 256;

  private final List<String> names;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * @param allowed names, {@code *.example.org} for all below one, {@code *} for any
   */
  HostNames(List<String> allowed) {
    names = allowed.stream().map(HostNames::plain).toList();
  }

  boolean allow(String host) {
    if (known.contains(host)) {
      return true;
    }
    boolean allowed = judge(host);
    if (allowed && known.size() < REMEMBERED) {
      known.add(host);
    }
    return allowed;
  }

  private boolean judge(String host) {
    String asked = plain(host);
    if (isAddress(asked) || asked.equals(LOCAL) || asked.endsWith("." + LOCAL)) {
      return true;
    }
    for (String name : names) {
      boolean below = name.startsWith("*.") && asked.endsWith(name.substring(1));
      if (name.equals("*") || below || name.equals(asked)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a host is written as an address. */
  static boolean isAddress(String host) {
    return IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
  }

  private static String plain(String name) {
    String lower = name.trim().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
