package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The other ways in which providers name a time to come back, and refusals from before them. */
@ExtendWith(LeakRule.class)
class NamedWaitTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration BACKOFF = Duration.ofMillis(500);

  private final VirtualTime time = VirtualTime.skipping();

  @Test
  @Fault("F037")
  void aDateIsHeldAgainstTheDateOfTheAnswerHoweverTheClocksDiffer() {
    Reply reply =
        Reply.status(429)
            .header("date", "Sun, 01 Mar 2015 09:00:00 GMT")
            .header("retry-after", "Sun, 01 Mar 2015 09:00:07 GMT");

    assertThat(waited(reply)).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
  }

  @Test
  @Fault("F037")
  void aDateIsHeldAgainstTheClockHereWhereTheAnswerHasNone() {
    String inFive =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            time.now().plusSeconds(5).atOffset(ZoneOffset.UTC));

    assertThat(waited(Reply.status(429).header("retry-after", inFive)))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sun, 01 Mar 2015 08:59:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"})
  @Fault("F037")
  void aDateInThePastIsNoTimeAndTheWaitIsByChance(String past) {
    Reply reply =
        Reply.status(503)
            .header("date", "Sun, 01 Mar 2015 09:00:00 GMT")
            .header("retry-after", past);

    assertThat(waited(reply)).isBetween(Duration.ZERO, BACKOFF);
  }

  @ParameterizedTest
  @CsvSource({"retry-after-ms, 2500", "x-ms-retry-after-ms, 2500", "retry-after-ms, 2500.0"})
  @Fault("F038")
  void millisecondsCountMoreThanSeconds(String header, String millis) {
    Reply reply = Reply.status(429).header("retry-after", "9").header(header, millis);

    assertThat(waited(reply)).isBetween(Duration.ofMillis(2500), Duration.ofMillis(3500));
  }

  /** How long a call waits before it asks again. */
  private Duration waited(Reply reply) {
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(reply).answer("Blue").start();
        LlmClient llm = client(server)) {
      assertThat(llm.chat(QUESTION).text()).isEqualTo("Blue");
      assertThat(server.requests()).hasSize(2);
    }
    return Duration.ofNanos(time.nanos());
  }

  @ParameterizedTest
  @ValueSource(ints = {520, 521, 522, 523, 524, 525, 526, 527})
  @Fault("F046")
  void aPageOfSomethingInBetweenIsToldByItsStatusAndNotRepeatedInTheMessage(int status) {
    String page = "<html><body>ray 8f3c: why is the sky blue? " + "x".repeat(5_000) + "</body>";
    Reply reply = Reply.raw(status, "text/html", page);
    try (SimulatedProvider server = SimulatedProvider.openAi().always(reply).start();
        LlmClient llm = client(server)) {
      LlmException failure = Door.CHAT.open(llm, QUESTION).error();

      assertThat(failure.kind()).isEqualTo(ErrorKind.SERVER);
      assertThat(failure.httpStatus()).isEqualTo(status);
      assertThat(failure.attempts()).hasSize(3);
      assertThat(failure.getMessage()).doesNotContain("sky", "xxx").hasSizeLessThan(1_024);
      assertThat(server.requests()).hasSize(3);
    }
  }

  private LlmClient client(SimulatedProvider server) {
    return LlmClient.builder()
        .provider(server.provider())
        .defaultModel(server.model())
        .time(time)
        .build();
  }
}
