package io.llmgw.examples.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What Prometheus reads: {@code GET /metrics}. Thread-safe. */
final class MetricsPage implements AutoCloseable {
  private static final String PATH = "/metrics";

  private final PrometheusMeterRegistry registry;
  private final HttpServer server;

  private MetricsPage(PrometheusMeterRegistry registry, HttpServer server) {
    this.registry = registry;
    this.server = server;
  }

  /** Serves the registry there; port 0 takes any that is free. */
  static MetricsPage serve(PrometheusMeterRegistry registry, InetSocketAddress at)
      throws IOException {
    MetricsPage page = new MetricsPage(registry, HttpServer.create(at, 0));
    page.server.createContext(PATH, page::answer);
    page.server.start();
    return page;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(200, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  /** Where it is. */
  URI address() {
    InetSocketAddress at = server.getAddress();
    return URI.create("http://" + at.getHostString() + ":" + at.getPort() + PATH);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
