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
            new GatewayEvent.KeyQuarantined(NOW, "a", null, "first", "id", ErrorKind.AUTH, null),
            new GatewayEvent.RunFailed(NOW, "r-1", ErrorKind.INVALID_ANSWER, 2),
            new GatewayEvent.ModelMissing(NOW, "a", "a/typo", "first", "id", null));

    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).contains("WARN", "io.llmgw.events", "BreakerOpened", "a/m", "PT5S");
    assertThat(lines.get(1)).contains("INFO", "BreakerClosed");
    assertThat(lines.get(2)).contains("WARN", "KeyQuarantined", "first", "AUTH");
    assertThat(lines.get(3)).contains("WARN", "RunFailed", "r-1", "INVALID_ANSWER");
    assertThat(lines.get(4))
        .contains("WARN", "ModelMissing", "a/typo", "key=first", "reason=model_not_found");
  }

  @Test
  void warnsOfATargetThatRestsUntilSomebodyActs() {
    Duration pause = Duration.ofSeconds(20);

    List<String> lines =
        written(
            new GatewayEvent.TargetRested(NOW, "a/m", ErrorKind.OVERLOADED, pause),
            new GatewayEvent.TargetRested(NOW, "a/m", ErrorKind.MODEL_NOT_FOUND, null));

    assertThat(lines.get(0)).contains("INFO", "TargetRested", "a/m", "OVERLOADED");
    assertThat(lines.get(1)).contains("WARN", "TargetRested", "a/m", "MODEL_NOT_FOUND");
  }

  @Test
  void writesFactsAsFieldsUnderTheNamesThatLinesOfCallsHave() {
    List<String> lines =
        written(
            new GatewayEvent.FailedOver(NOW, "c-1", "a/m", "b/m", ErrorKind.OVERLOADED, 529),
            new GatewayEvent.KeyRested(
                NOW, "a", null, "first", "id", ErrorKind.RATE_LIMIT, Duration.ofSeconds(20)),
            new GatewayEvent.KeyRotated(NOW, "a", "first", "id", "other"),
            new GatewayEvent.SlowCall(NOW, "c-2", "a/m", Duration.ofMillis(31_500), 2),
            new GatewayEvent.RunFailed(NOW, "r-1", ErrorKind.INVALID_ANSWER, 2));

    assertThat(lines.get(0))
        .contains("event=FailedOver call_id=c-1 from=a/m to=b/m reason=overloaded http_status=529");
    assertThat(lines.get(1))
        .contains(
            "event=KeyRested provider=a key=first key_id=id reason=rate_limit rests_for_ms=20000");
    assertThat(lines.get(2))
        .contains("event=KeyRotated provider=a key=first key_id=other former_key_id=id");
    assertThat(lines.get(3))
        .contains("event=SlowCall call_id=c-2 target=a/m duration_ms=31500 attempts=2");
    assertThat(lines.get(4)).contains("event=RunFailed run_id=r-1 reason=invalid_answer rounds=2");
  }

  @Test
  @Fault("F160")
  void aLongNameIsCutInFieldAndSentence() {
    List<String> lines = written(new GatewayEvent.PriceUnknown(NOW, "a/" + "m".repeat(100_000)));

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("target=a/" + "m".repeat(254) + "... ")
        .hasSizeLessThan(800);
  }

  @Test
  @Fault("F160")
  void aNameFromACallerCannotForgeAField() {
    List<String> lines = written(new GatewayEvent.PriceUnknown(NOW, "a/m\" event=\"x\\u0022"));

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("target=a/m\\u0022 event=\\u0022x\\u005cu0022 ")
        .doesNotContain("\"");
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
        .contains("a/m\\u000d\\u000a[main] INFO forged\\u2028x\\u202ey\\u001b[2J")
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
