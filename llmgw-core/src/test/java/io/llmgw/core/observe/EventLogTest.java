package io.llmgw.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.test.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The listener that writes events into the log. */
class EventLogTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final PrintStream console = System.err;

  @AfterEach
  void restore() {
    System.setErr(console);
  }

  @Test
  void warnsWhereSomebodyHasToAct() {
    List<String> lines =
        written(
            new GatewayEvent.BreakerOpened(NOW, "a/m", false, Duration.ofSeconds(5)),
            new GatewayEvent.BreakerClosed(NOW, "a/m"),
            new GatewayEvent.KeyQuarantined(NOW, "a", null, "first", ErrorKind.AUTH, null),
            new GatewayEvent.RunFailed(NOW, "r-1", ErrorKind.INVALID_ANSWER, 2));

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).contains("WARN", "io.llmgw.events", "BreakerOpened", "a/m", "PT5S");
    assertThat(lines.get(1)).contains("INFO", "BreakerClosed");
    assertThat(lines.get(2)).contains("WARN", "KeyQuarantined", "first", "AUTH");
    assertThat(lines.get(3)).contains("WARN", "RunFailed", "r-1", "INVALID_ANSWER");
  }

  @Test
  @Fault("F160")
  void aNameFromACallerCannotWriteALineOfItsOwn() {
    List<String> lines =
        written(
            new GatewayEvent.PriceUnknown(NOW, "a/m\r\n[main] INFO forged\u2028x\u202ey\u001b[2J"));

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("a/m??[main] INFO forged?x?y?[2J")
        .doesNotContain("\u001b");
  }

  @Test
  void callsItSlowWhatItIsTold() {
    assertThat(GatewayListener.log(null).slowCallAfter()).isNull();
    assertThat(GatewayListener.log(Duration.ofSeconds(30)).slowCallAfter()).hasSeconds(30);
  }

  private static List<String> written(GatewayEvent... events) {
    GatewayListener log = GatewayListener.log(null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
    for (GatewayEvent event : events) {
      log.onEvent(event);
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
