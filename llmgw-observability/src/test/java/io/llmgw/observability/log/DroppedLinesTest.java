package io.llmgw.observability.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import io.llmgw.api.LlmClient;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.observability.aside.Losses;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Lines that an appender was too slow for: the log says that they are missing. */
@Timeout(30)
class DroppedLinesTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final int MOST_WAITING = 256;
  private static final Duration LONG = Duration.ofSeconds(20);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Slow slow = new Slow();
  private final CallLog log = CallLog.create().capturingContent().to(new Lines(slow).logger());
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  private final Logger losses = (Logger) LoggerFactory.getLogger(Losses.class);
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .time(time)
          .closeGrace(Duration.ZERO)
          .use(log)
          .build();
  private int saidBefore;

  @BeforeEach
  void listen() {
    leaks.of(fake);
    fake.always("blue");
    said.start();
    losses.addAppender(said);
  }

  @AfterEach
  void close() {
    losses.detachAppender(said);
    slow.gate.open();
    llm.close();
  }

  /** More calls than lines may wait, while the appender blocks; then it goes on. */
  private void drop(int lines) {
    slow.gate = Gate.closed();
    llm.chat(QUESTION);
    slow.gate.awaitArrivals(1);
    for (int call = 0; call < MOST_WAITING + lines; call++) {
      llm.chat(QUESTION);
    }
    assertThat(said()).as("said by a call, which would wait for the log").hasSize(saidBefore);
    slow.gate.open();
    assertThat(log.flush(LONG)).isTrue();
  }

  private List<String> said() {
    return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void isSaidOnceAMinuteWithTheNumber() {
    drop(3);
    assertThat(said()).singleElement().asString().contains("call log", ": 3 so far");

    saidBefore = 1;
    drop(4);
    assertThat(said()).hasSize(1);

    time.advance(Duration.ofMinutes(1));
    llm.chat(QUESTION);
    assertThat(log.flush(LONG)).isTrue();
    assertThat(said()).hasSize(2);
    assertThat(said().get(1)).contains(": 7 so far");
    assertThat(said.list).allMatch(line -> line.getLevel().toString().equals("WARN"));
  }

  @Test
  void isSaidAtTheEndWhereItWasNotBefore() {
    drop(3);
    saidBefore = 1;
    drop(4);

    llm.close();

    assertThat(said()).hasSize(2);
    assertThat(said().get(1)).contains(": 7 so far");
  }

  @Test
  void isNotSaidWhereNothingIsMissing() {
    llm.chat(QUESTION);
    time.advance(Duration.ofMinutes(5));
    llm.chat(QUESTION);

    llm.close();

    assertThat(said()).isEmpty();
  }

  /** Blocks while its gate is closed. */
  private static final class Slow extends AppenderBase<ILoggingEvent> {
    private volatile Gate gate = Gate.closed();

    Slow() {
      gate.open();
    }

    @Override
    protected void append(ILoggingEvent event) {
      try {
        gate.pass();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
