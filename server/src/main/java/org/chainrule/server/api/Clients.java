package org.chainrule.server.api;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.InetAddressSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells clients apart by their addresses. What a request says of itself in X-Forwarded-For counts
 * only where a trusted proxy says it, and only up to the first hop that is none. Thread-safe.
 */
final class Clients {

  /** Whoever asks from no address at all, as tests and sockets of the file system do. */
  private static final String UNKNOWN = "unknown";

  private static final int IPV6_LENGTH = 16;
  private static final int IPV6_NETWORK = 8;

  private final @Nullable InetAddressSet proxies;

  /**
   * @param trusted addresses or networks such as {@code 10.0.0.0/8}
   */
  Clients(List<String> trusted) {
    if (trusted.isEmpty()) {
      proxies = null;
      return;
    }
    proxies = new InetAddressSet();
    for (String each : trusted) {
      try {
        proxies.add(each);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "A trusted proxy is an address or a network such as 10.0.0.0/8, not " + each + ".", e);
      }
    }
  }

  /** The client of a request, as a name for it. */
  String of(Request request) {
    if (!(request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress socket)
        || socket.getAddress() == null) {
      return UNKNOWN;
    }
    InetAddress client = socket.getAddress();
    if (proxies == null || !proxies.test(client)) {
      return name(client);
    }
    List<String> hops = request.getHeaders().getCSV(HttpHeader.X_FORWARDED_FOR, false);
    for (int i = hops.size() - 1; i >= 0; i--) {
      InetAddress hop = literal(hops.get(i));
      if (hop == null) {
        break;
      }
      client = hop;
      if (!proxies.test(hop)) {
        break;
      }
    }
    return name(client);
  }

  /** An address that is written as one; names are never looked up. */
  private static @Nullable InetAddress literal(String text) {
    try {
      String host = HostPort.unsafe(text.trim()).getHost();
      return HostNames.isAddress(host) ? InetAddress.getByName(host) : null;
    } catch (IllegalArgumentException | UnknownHostException e) {
      return null;
    }
  }

  /** One household has a whole /64 of IPv6, so that counts as one client. */
  private static String name(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != IPV6_LENGTH) {
      return address.getHostAddress();
    }
    Arrays.fill(bytes, IPV6_NETWORK, IPV6_LENGTH, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("sixteen bytes are an address", e);
    }
  }
}
