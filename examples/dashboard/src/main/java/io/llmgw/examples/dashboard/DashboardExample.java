package io.llmgw.examples.dashboard;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Makes calls at simulated providers until it is stopped, and shows them to Prometheus: ten minutes
 * in which all are well, ten in which none is, and so on.
 */
public final class DashboardExample {
  private static final int PORT = 9400;
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int ROUNDS_OF_A_MOOD = 300;

  private final PrintStream out;
  private final Traffic traffic;
  private int rounds;

  private DashboardExample(PrintStream out, Traffic traffic) {
    this.out = out;
    this.traffic = traffic;
  }

  /**
   * Serves {@code /metrics} at port 9400 of {@code LISTEN_ADDRESS}, loopback unless set.
   *
   * @throws IOException when it cannot listen there
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String address = System.getenv().getOrDefault("LISTEN_ADDRESS", "127.0.0.1");
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (MetricsPage page = MetricsPage.serve(registry, new InetSocketAddress(address, PORT));
        Traffic traffic = new Traffic(registry)) {
      out.println("Metrics at " + page.address() + "; stop with Ctrl-C.");
      DashboardExample example = new DashboardExample(out, traffic);
      clock
          .scheduleWithFixedDelay(example::round, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS)
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the traffic has stopped", e.getCause());
    } finally {
      clock.shutdownNow();
    }
  }

  private void round() {
    if (rounds % ROUNDS_OF_A_MOOD == 0) {
      boolean trouble = rounds / ROUNDS_OF_A_MOOD % 2 == 1;
      traffic.setInTrouble(trouble);
      out.println(trouble ? "The providers are in trouble." : "The providers are well.");
    }
    rounds++;
    traffic.round();
  }
}
