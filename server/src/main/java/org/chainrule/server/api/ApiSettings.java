package org.chainrule.server.api;

import java.util.List;

/**
 * Whom the HTTP interface answers, and how much.
 *
 * @param allowedHosts names it is reached by, beside localhost and plain addresses
 * @param trustedProxies addresses or networks whose X-Forwarded-For is believed
 * @param graphsPerMinute graphs one client may store; 0 for any number
 * @param runsPerMinute trainings one client may start; 0 for any number
 * @param streams pages that may follow trainings at once
 * @param streamsPerClient how many of them one client may have
 * @param requestSeconds how long a request may take to arrive, its head and its body each
 * @param accessLog whether each request is a line in the log
 * @param metrics whether figures for Prometheus are given out
 */
public record ApiSettings(
    List<String> allowedHosts,
    List<String> trustedProxies,
    int graphsPerMinute,
    int runsPerMinute,
    int streams,
    int streamsPerClient,
    int requestSeconds,
    boolean accessLog,
    boolean metrics) {

  public ApiSettings {
    allowedHosts = List.copyOf(allowedHosts);
    trustedProxies = List.copyOf(trustedProxies);
    if (streams < 1 || streamsPerClient < 1 || requestSeconds < 1) {
      throw new IllegalArgumentException(
          "At least one page must be able to follow a training, and a request needs a second.");
    }
    new Clients(trustedProxies);
  }

  /** What holds where nothing was said. */
  public static ApiSettings defaults() {
    return new ApiSettings(List.of(), List.of(), 600, 300, 600, 300, 30, true, false);
  }

  public ApiSettings withAllowedHosts(String... names) {
    return new ApiSettings(
        List.of(names),
        trustedProxies,
        graphsPerMinute,
        runsPerMinute,
        streams,
        streamsPerClient,
        requestSeconds,
        accessLog,
        metrics);
  }

  public ApiSettings withTrustedProxies(String... addresses) {
    return new ApiSettings(
        allowedHosts,
        List.of(addresses),
        graphsPerMinute,
        runsPerMinute,
        streams,
        streamsPerClient,
        requestSeconds,
        accessLog,
        metrics);
  }

  /** The same with other limits for one client. */
  public ApiSettings withLimits(int graphs, int runs, int followed) {
    return new ApiSettings(
        allowedHosts,
        trustedProxies,
        graphs,
        runs,
        streams,
        followed,
        requestSeconds,
        accessLog,
        metrics);
  }

  public ApiSettings withRequestSeconds(int seconds) {
    return new ApiSettings(
        allowedHosts,
        trustedProxies,
        graphsPerMinute,
        runsPerMinute,
        streams,
        streamsPerClient,
        seconds,
        accessLog,
        metrics);
  }

  public ApiSettings withAccessLog(boolean on) {
    return new ApiSettings(
        allowedHosts,
        trustedProxies,
        graphsPerMinute,
        runsPerMinute,
        streams,
        streamsPerClient,
        requestSeconds,
        on,
        metrics);
  }

  public ApiSettings withMetrics(boolean on) {
    return new ApiSettings(
        allowedHosts,
        trustedProxies,
        graphsPerMinute,
        runsPerMinute,
        streams,
        streamsPerClient,
        requestSeconds,
        accessLog,
        on);
  }
}
