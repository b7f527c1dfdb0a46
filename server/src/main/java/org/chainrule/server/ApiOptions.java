package org.chainrule.server;

import org.chainrule.server.api.ApiSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of the HTTP interface: whom it answers, and how much. */
final class ApiOptions {

  @Option(
      names = "--allowed-hosts",
      paramLabel = "NAMES",
      description =
          "Names it is reached by, with commas between; *.x.org for all below, * for any."
              + " localhost and plain addresses always are (ALLOWED_HOSTS).")
  @Nullable String allowedHosts;

  @Option(
      names = "--trusted-proxies",
      paramLabel = "ADDRESSES",
      description =
          "Addresses or networks (10.0.0.0/8) whose X-Forwarded-For is believed"
              + " (TRUSTED_PROXIES).")
  @Nullable String trustedProxies;

  @Option(
      names = "--graphs-per-minute",
      paramLabel = "N",
      description =
          "Graphs one client may store in a minute; 0 for any number (GRAPHS_PER_MINUTE, 600).")
  @Nullable String graphsPerMinute;

  @Option(
      names = "--runs-per-minute",
      paramLabel = "N",
      description =
          "Trainings one client may start in a minute; 0 for any number (RUNS_PER_MINUTE, 300).")
  @Nullable String runsPerMinute;

  @Option(
      names = "--streams",
      paramLabel = "N",
      description = "Pages that may follow trainings at once (STREAMS, 600).")
  @Nullable String streams;

  @Option(
      names = "--streams-per-client",
      paramLabel = "N",
      description = "How many of them one client may have (STREAMS_PER_CLIENT, 300).")
  @Nullable String streamsPerClient;

  @Option(
      names = "--request-seconds",
      paramLabel = "N",
      description = "How long a request may take to arrive (REQUEST_SECONDS, 30).")
  @Nullable String requestSeconds;

  @Option(
      names = "--access-log",
      paramLabel = "on|off",
      description = "A line in the log for each request (ACCESS_LOG, on).")
  @Nullable String accessLog;

  @Option(
      names = "--metrics",
      paramLabel = "on|off",
      description = "Figures for Prometheus at /api/metrics, for anyone who asks (METRICS, off).")
  @Nullable String metrics;

  ApiSettings settings(SettingSource from) {
    ApiSettings otherwise = ApiSettings.defaults();
    return new ApiSettings(
        from.list(allowedHosts, "ALLOWED_HOSTS"),
        from.list(trustedProxies, "TRUSTED_PROXIES"),
        from.number(graphsPerMinute, "GRAPHS_PER_MINUTE", otherwise.graphsPerMinute()),
        from.number(runsPerMinute, "RUNS_PER_MINUTE", otherwise.runsPerMinute()),
        from.number(streams, "STREAMS", otherwise.streams()),
        from.number(streamsPerClient, "STREAMS_PER_CLIENT", otherwise.streamsPerClient()),
        from.number(requestSeconds, "REQUEST_SECONDS", otherwise.requestSeconds()),
        from.onOff(accessLog, "ACCESS_LOG", otherwise.accessLog()),
        from.onOff(metrics, "METRICS", otherwise.metrics()));
  }
}
