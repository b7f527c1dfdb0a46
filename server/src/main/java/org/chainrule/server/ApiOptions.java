package org.chainrule.server;

import java.util.List;
import java.util.stream.Stream;
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

  /** Where a setting comes from: a flag, else the environment, else the default. */
  @FunctionalInterface
  interface Source {
    String setting(@Nullable String flag, String variable, String otherwise);
  }

  ApiSettings settings(Source from) {
    ApiSettings otherwise = ApiSettings.defaults();
    return new ApiSettings(
        list(from.setting(allowedHosts, "ALLOWED_HOSTS", "")),
        list(from.setting(trustedProxies, "TRUSTED_PROXIES", "")),
        number(from, graphsPerMinute, "GRAPHS_PER_MINUTE", otherwise.graphsPerMinute()),
        number(from, runsPerMinute, "RUNS_PER_MINUTE", otherwise.runsPerMinute()),
        number(from, streams, "STREAMS", otherwise.streams()),
        number(from, streamsPerClient, "STREAMS_PER_CLIENT", otherwise.streamsPerClient()),
        number(from, requestSeconds, "REQUEST_SECONDS", otherwise.requestSeconds()),
        onOff(from, accessLog, "ACCESS_LOG", otherwise.accessLog()));
  }

  private static List<String> list(String text) {
    return Stream.of(text.split(",", -1)).map(String::trim).filter(it -> !it.isEmpty()).toList();
  }

  private static int number(Source from, @Nullable String flag, String variable, int otherwise) {
    String text = from.setting(flag, variable, String.valueOf(otherwise)).trim();
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          variable + " must be a whole number from 0 on, not " + text + ".");
    }
    return Integer.parseInt(text);
  }

  private static boolean onOff(
      Source from, @Nullable String flag, String variable, boolean otherwise) {
    String text = from.setting(flag, variable, otherwise ? "on" : "off").trim();
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new IllegalArgumentException(variable + " must be on or off, not " + text + ".");
    };
  }
}
