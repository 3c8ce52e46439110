package io.llmgw.observability.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.llmgw.api.Caller;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class CallLogTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.skipping();
  private final Lines lines = new Lines();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void forget() {
    MDC.clear();
  }

  private LlmClientBuilder builder(CallLog log) {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .time(time)
        .closeGrace(Duration.ZERO)
        .use(log);
  }

  private void ask(CallLog log, ChatRequest request) {
    try (LlmClient llm = builder(log).build()) {
      catchThrowable(() -> llm.chat(request));
    }
  }

  @Test
  void aSuccessIsOneLineWithFields() {
    fake.answers(
        script ->
            script
                .run(() -> time.advance(Duration.ofMillis(812)))
                .text("blue")
                .usage(Usage.reported(12, 40)));

    try (LlmClient llm = builder(CallLog.create().to(lines.logger())).build()) {
      llm.forCaller(Caller.tenant("acme").user("ada")).chat(QUESTION);
    }

    assertThat(lines.only().getLevel()).isEqualTo(Level.INFO);
    assertThat(lines.only().getFormattedMessage())
        .isEqualTo("chat fake/scripted-1: success by fake/scripted-1 in 812 ms");
    assertThat(lines.fields())
        .containsEntry("tenant", "acme")
        .containsEntry("operation", "chat")
        .containsEntry("outcome", "success")
        .containsEntry("finish_reason", "stop")
        .containsEntry("target", "fake/scripted-1")
        .containsEntry("duration_ms", 812L)
        .containsEntry("input_tokens", 12L)
        .containsEntry("output_tokens", 40L)
        .containsEntry("output_tokens_are", "reported")
        .containsEntry("cost_is", "unknown")
        .containsEntry("attempts", 1)
        .doesNotContainKeys("reason", "cost", "slow");
    assertThat(lines.written()).doesNotContain("ada");
  }

  @ParameterizedTest
  @CsvSource({
    "OVERLOADED, WARN",
    "INVALID_REQUEST, WARN",
    "AUTH, ERROR",
    "QUOTA, ERROR",
    "MODEL_NOT_FOUND, ERROR",
    "NOT_FOUND, ERROR"
  })
  void theLevelOfAFailureSaysWhetherItPasses(ErrorKind kind, String level) {
    fake.always(script -> script.fail(kind));

    ask(CallLog.create().to(lines.logger()), QUESTION);

    assertThat(lines.only().getLevel()).isEqualTo(Level.valueOf(level));
    assertThat(lines.fields())
        .containsEntry("outcome", "failure")
        .hasEntrySatisfying(
            "failed_attempts", tried -> assertThat((String) tried).startsWith("fake/scripted-1 "));
  }

  @Test
  void aCallThatItsCallerCancelsIsNoWarning() {
    Gate never = Gate.closed();
    fake.answers(script -> script.text("bl").waitFor(never));

    try (LlmClient llm = builder(CallLog.create().to(lines.logger())).build()) {
      try (ChatStream stream = llm.stream(QUESTION)) {
        assertThat(stream.text().iterator().next()).isEqualTo("bl");
      }
      fake.awaitNoOpenStreams();
    }

    assertThat(lines.only().getLevel()).isEqualTo(Level.INFO);
    assertThat(lines.fields())
        .containsEntry("outcome", "cancelled")
        .containsEntry("reason", "caller")
        .containsEntry("interrupted", true);
  }

  @Test
  void aSlowCallIsAWarning() {
    CallLog log = CallLog.create().to(lines.logger()).slowerThan(Duration.ofSeconds(2));
    fake.answers(
            script -> script.run(() -> time.advance(Duration.ofSeconds(2))).text("just in time"))
        .answers(script -> script.run(() -> time.advance(Duration.ofMillis(2_001))).text("late"));

    try (LlmClient llm = builder(log).build()) {
      llm.chat(QUESTION);
      llm.chat(QUESTION);
    }

    assertThat(lines.events())
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.INFO, Level.WARN);
    assertThat(lines.written()).contains("slow=\"true\"");
  }

  @Test
  void samplingTakesAShareOfWhatWentWellAndAllElse() {
    CallLog log = CallLog.create().to(lines.logger()).sampling(0.25);
    for (int call = 0; call < 1_000; call++) {
      fake.answers("blue");
    }
    fake.always(script -> script.fail(ErrorKind.INVALID_REQUEST));

    try (LlmClient llm = builder(log).build()) {
      for (int call = 0; call < 1_100; call++) {
        catchThrowable(() -> llm.chat(QUESTION));
        if (call % 100 == 0) {
          log.flush(Duration.ofSeconds(30));
        }
      }
    }

    assertThat(lines.events().stream().filter(line -> line.getLevel() == Level.WARN)).hasSize(100);
    assertThat(lines.events().size() - 100).isBetween(180, 320);
  }

  @Test
  void nothingIsLoggedOfWhatWentWellWhenNothingIsSampled() {
    fake.answers("blue");

    ask(CallLog.create().to(lines.logger()).sampling(0), QUESTION);

    assertThat(lines.events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\nERROR forged line",
        "x\r\nforged",
        "x\u2028forged",
        "x\u0085forged",
        "x\u001b[31mred",
        "x\u202eturned",
        "x\u0000",
        "x\" outcome=\"failure\" cost=\"0"
      })
  @Fault("F160")
  void namesCannotForgeLines(String name) {
    fake.always("blue");

    try (LlmClient llm = builder(CallLog.create().to(lines.logger())).build()) {
      Caller caller = Caller.tenant(name).application(name);
      catchThrowable(() -> llm.forCaller(caller).chat(QUESTION.withModel("fake/" + name)));
    }

    String written = lines.written();
    assertThat(written.strip().lines()).hasSize(1);
    assertThat(written.strip().codePoints())
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)
        .doesNotContain(0x2028);
    assertThat(written).contains("x\\u");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {"x\"y, x\\u0022y", "x\\y, x\\u005cy", "x\\u0022, x\\u005cu0022"})
  @Fault("F160")
  void whatNamesAreWrittenAsIsWrittenOnceAndCannotBeForged(String name, String written) {
    fake.always("blue");

    try (LlmClient llm = builder(CallLog.create().to(lines.logger())).build()) {
      llm.forCaller(Caller.tenant(name)).chat(QUESTION.withModel("fake/" + name));
    }

    assertThat(lines.fields())
        .containsEntry("tenant", written)
        .containsEntry("route", "fake/" + written)
        .containsEntry("target", "fake/" + written);
    assertThat(lines.only().getFormattedMessage()).startsWith("chat fake/" + written + ": ");
  }

  @Test
  void longNamesAreCut() {
    fake.always("blue");

    try (LlmClient llm = builder(CallLog.create().to(lines.logger())).build()) {
      llm.forCaller(Caller.tenant("t".repeat(100_000))).chat(QUESTION);
    }

    assertThat((String) lines.fields().get("tenant")).hasSize(259).endsWith("t...");
  }

  @Test
  void theLineHasTheLoggingContextOfItsCall() {
    MDC.put("traceId", "4bf92f35");
    fake.answers("blue");

    ask(CallLog.create().to(lines.logger()), QUESTION);

    Map<String, String> context = lines.only().getMDCPropertyMap();
    assertThat(context)
        .containsEntry("traceId", "4bf92f35")
        .containsEntry(CallLog.CALL_ID, (String) lines.fields().get("call_id"));
  }

  @Test
  void whatIsLoggedDuringACallHasItsId() {
    List<String> ids = new ArrayList<>();
    fake.answers(script -> script.run(() -> ids.add(MDC.get(CallLog.CALL_ID))).text("blue"));

    ask(CallLog.create().to(lines.logger()), QUESTION);

    assertThat(ids).containsExactly((String) lines.fields().get("call_id"));
    assertThat(MDC.get(CallLog.CALL_ID)).isNull();
  }

  @Test
  @Fault("F153")
  void anAppenderThatThrowsIsNoCallsConcern() {
    Lines broken =
        new Lines(
            new AppenderBase<>() {
              @Override
              public synchronized void doAppend(ILoggingEvent event) {
                throw new IllegalStateException("disk full");
              }

              @Override
              protected void append(ILoggingEvent event) {}
            });
    fake.always("blue");
    CallLog log = CallLog.create().to(broken.logger());

    try (LlmClient llm = builder(log).build()) {
      assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
      assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
      assertThat(log.flush(Duration.ofSeconds(30))).isTrue();
    }
  }

  @Test
  @Fault("F153")
  @Timeout(30)
  void anAppenderThatBlocksIsNoCallsConcern() {
    Gate never = Gate.closed();
    Lines stuck =
        new Lines(
            new AppenderBase<>() {
              @Override
              protected void append(ILoggingEvent event) {
                try {
                  never.pass();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
            });
    fake.always("blue");
    CallLog log = CallLog.create().to(stuck.logger());

    try (LlmClient llm = builder(log).build()) {
      for (int call = 0; call < 5_000; call++) {
        assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
      }
      never.awaitArrivals(1);
      assertThat(log.dropped()).isEqualTo(5_000 - 4_096 - 1);
    }
  }

  @Test
  void aFeatureThatWasClosedIsForTheNextClient() {
    fake.always("blue");
    CallLog log = CallLog.create().to(lines.logger());
    log.observers(TimeSource.system()); // as a build does that another feature makes fail

    log.close();
    try (LlmClient llm = builder(log).build()) {
      llm.chat(QUESTION);
    }

    assertThat(lines.events()).hasSize(1);
  }

  @Test
  void contradictionsAreRefusedAtOnce() {
    assertThatThrownBy(() -> CallLog.create().sampling(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.5");
    assertThatThrownBy(() -> CallLog.create().sampling(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CallLog.create().slowerThan(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
