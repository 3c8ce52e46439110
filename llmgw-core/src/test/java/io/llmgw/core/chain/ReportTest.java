package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a link did wrong where the call goes on: the log says it once, without any text. */
class ReportTest {
  private static final String SECRET = "a message with text of the call";

  @RegisterExtension final Stage stage = new Stage();
  private final PrintStream console = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  /** Where the link fails, and what the log calls that. */
  enum Place {
    BEFORE_PROCEED("going on without link"),
    AFTER_PROCEED("going on without link"),
    IN_NEXT("going on without link"),
    TAP_EVENT("the tap of link"),
    TAP_OUTCOME("the tap of link"),
    CLOSE("closing the stream of link");

    private final String words;

    Place(String words) {
      this.words = words;
    }
  }

  @AfterEach
  void restore() {
    System.setErr(console);
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F160")
  void namesTheCallTheLinkAndTheClassOfTheProblemAlone(Place place) {
    stage.fake.always("blue");
    stage.use(
        TestLink.named("careless", Slot.CALL, chain -> failingAt(place, chain)).failingOpen());
    stage.llm();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));

    ChatResponse answer = stage.ask();

    assertThat(answer.text()).isEqualTo("blue");
    assertThat(log.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("call " + answer.served().callId() + ": " + place.words + " 'careless'")
        .contains(IllegalStateException.class.getName())
        .doesNotContain(SECRET);
  }

  private static EventStream failingAt(Place place, Chain chain) {
    failIf(place == Place.BEFORE_PROCEED);
    EventStream inner = chain.proceed(chain.request(), tapFailingAt(place));
    failIf(place == Place.AFTER_PROCEED);
    if (place != Place.IN_NEXT && place != Place.CLOSE) {
      return inner;
    }
    return new EventStream() {
      @Override
      public LlmEvent next() {
        LlmEvent event = inner.next();
        failIf(place == Place.IN_NEXT && event instanceof TextDelta);
        return event;
      }

      @Override
      public void close() {
        inner.close();
        failIf(place == Place.CLOSE);
      }
    };
  }

  private static Tap tapFailingAt(Place place) {
    return new Tap() {
      @Override
      public void onEvent(LlmEvent event) {
        failIf(place == Place.TAP_EVENT && event instanceof TextDelta);
      }

      @Override
      public void onOutcome(Outcome outcome) {
        failIf(place == Place.TAP_OUTCOME);
      }
    };
  }

  private static void failIf(boolean here) {
    if (here) {
      throw new IllegalStateException(SECRET);
    }
  }
}
