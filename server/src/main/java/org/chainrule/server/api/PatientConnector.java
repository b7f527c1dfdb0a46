package org.chainrule.server.api;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;

/**
 * Waits for a request as long as it may take to arrive, and no longer. The container's own idle
 * timeout begins anew with each byte, so that one byte at a time could hold a connection for hours.
 */
final class PatientConnector {

  private PatientConnector() {}

  static ServerConnector of(Server server, HttpConfiguration http, int seconds) {
    ServerConnector connector = new ServerConnector(server, new Heads(http, seconds));
    connector.setIdleTimeout(TimeUnit.SECONDS.toMillis(seconds));
    return connector;
  }

  /** Makes connections that watch how long a head takes. */
  private static final class Heads extends HttpConnectionFactory {

    private final int seconds;

    Heads(HttpConfiguration http, int seconds) {
      super(http);
      this.seconds = seconds;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
      return configure(
          new Watched(getHttpConfiguration(), connector, endPoint, seconds), connector, endPoint);
    }
  }

  /** Closes itself where a head has been arriving for too long, at the next byte of it. */
  private static final class Watched extends HttpConnection {

    private final int seconds;

    Watched(HttpConfiguration http, Connector connector, EndPoint endPoint, int seconds) {
      super(http, connector, endPoint);
      this.seconds = seconds;
    }

    @Override
    public void onFillable() {
      super.onFillable();
      boolean begun = getParser().inHeaderState() && !getParser().isStart();
      if (begun && NanoTime.secondsSince(getParser().getBeginNanoTime()) >= seconds) {
        getEndPoint().close();
      }
    }
  }
}
