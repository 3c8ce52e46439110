package io.llmgw.examples.dashboard;

import io.llmgw.examples.dashboard.promql.Scrape;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The example, run round by round and scraped over HTTP, as Prometheus would. */
final class Service implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** What Prometheus adds to each series. */
  private static final Map<String, String> ADDED =
      Map.of("job", "llmgw", "instance", "localhost:9400");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Traffic traffic = new Traffic(registry);
  private final MetricsPage page;

  Service() throws IOException {
    page = MetricsPage.serve(registry, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  Traffic traffic() {
    return traffic;
  }

  int leaks() {
    Counter leaks = registry.find("llmgw.events").tag("event", "stream_leaked").counter();
    return leaks == null ? 0 : (int) leaks.count();
  }

  Scrape scrape() throws IOException, InterruptedException {
    if (!traffic.flush(LONG)) {
      throw new IllegalStateException("the registry does not get it all");
    }
    String text =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(page.address()).build(), BodyHandlers.ofString())
            .body();
    return Scrape.of(text, ADDED);
  }

  @Override
  public void close() {
    traffic.close();
    page.close();
  }
}
