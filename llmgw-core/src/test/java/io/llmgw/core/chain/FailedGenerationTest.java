package io.llmgw.core.chain;

import static io.llmgw.core.chain.Stage.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.Started;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.Script;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider that ends an answer by saying that it failed to make one has failed. */
class FailedGenerationTest {
  private static final ChatRequest REPEATED = QUESTION.with(Retries.upTo(3));
  private static final ResponseHead HEAD =
      new ResponseHead("id", "scripted", "req-1", 200, RateLimits.NONE, Map.of());

  @RegisterExtension final Stage stage = new Stage();

  @BeforeEach
  void waitsTakeNoTime() {
    stage.builder().time(VirtualTime.skipping());
  }

  private static Script failing(Script script) {
    return script
        .started(HEAD)
        .usage(Usage.reported(7, 3))
        .events(new Completed(FinishReason.ERROR, "malformed", Usage.UNKNOWN));
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F050")
  void isAskedOnceMoreByEveryDoor(Door door) {
    stage.fake.answers(script -> failing(script)).answers("blue");

    DoorResult result = door.open(stage.llm(), REPEATED);

    assertThat(result.text()).isEqualTo("blue");
    assertThat(stage.fake.received()).isEqualTo(2);
  }

  @Test
  @Fault("F050")
  void whatItHasUsedIsOnTheAccount() {
    stage.fake.answers(script -> failing(script)).answers("blue");

    ChatResponse response = stage.llm().chat(REPEATED);

    AttemptRecord failed = response.served().attempts().get(0);
    assertThat(failed.state()).isEqualTo(AttemptState.FAILED);
    assertThat(failed.error()).isEqualTo(ErrorKind.SERVER);
    assertThat(failed.possiblyBilled()).isTrue();
    assertThat(failed.usage()).isEqualTo(Usage.reported(7, 3));
  }

  @Test
  @Fault("F050")
  void saysWhatTheProviderHasSaid() {
    stage.fake.answers(script -> failing(script));

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.SERVER);
    assertThat(failure.isRetryable()).isTrue();
    assertThat(failure.isPossiblyBilled()).isTrue();
    assertThat(failure.providerCode()).isEqualTo("malformed");
    assertThat(failure.httpStatus()).isEqualTo(200);
    assertThat(failure.requestId()).isEqualTo("req-1");
  }

  @Test
  void whatIsNoPartOfAnAnswerMakesItNone() {
    ProviderItem item = new ProviderItem("fake", "remark", Json.ofText("{}"));
    stage
        .fake
        .answers(
            script ->
                script.events(
                    new Started(ResponseHead.NONE),
                    new ProviderItemReceived(0, item),
                    new Completed(FinishReason.ERROR, Usage.reported(1, 0))))
        .answers("blue");

    assertThat(stage.llm().chat(REPEATED).text()).isEqualTo("blue");
  }

  @Test
  void whatWasWrittenBeforeStaysAnAnswer() {
    stage.fake.answers(script -> script.text("bl").completed(FinishReason.ERROR));

    ChatResponse response = stage.llm().chat(REPEATED);

    assertThat(response.text()).isEqualTo("bl");
    assertThat(response.finishReason()).isEqualTo(FinishReason.ERROR);
    assertThat(stage.fake.received()).isEqualTo(1);
  }
}
