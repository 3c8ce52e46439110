package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Races;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Fault("F093")
class ClientCloseRaceTest {
  private static final ChatRequest QUESTION = ChatRequest.of("q");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  @Test
  void losesNoCallThatMeetsTheClose() {
    Races.repeat(
        repeat -> {
          ScriptedProvider mine = ScriptedProvider.named("mine").always("a");
          LlmClient llm =
              LlmClient.builder()
                  .provider(mine)
                  .defaultModel(mine.model())
                  .closeGrace(Duration.ZERO)
                  .build();
          List<DoorResult> results = Collections.synchronizedList(new ArrayList<>());
          List<Races.Action> actions = new ArrayList<>();
          for (Door door : Door.values()) {
            actions.add(() -> results.add(door.open(llm, QUESTION)));
          }
          actions.add(llm::close);

          Races.together(actions.toArray(new Races.Action[0]));

          assertThat(results).hasSize(4);
          for (DoorResult result : results) {
            assertThat(result.errorKind()).isIn(null, ErrorKind.CLOSED, ErrorKind.CANCELLED);
          }
          assertThat(mine.openStreams()).isZero();
        });
  }

  @Test
  void tellsASubscriberWithoutDemandBeforeItReturns() {
    Races.repeat(
        repeat -> {
          ScriptedProvider mine = ScriptedProvider.named("mine").always("a");
          LlmClient llm =
              LlmClient.builder()
                  .provider(mine)
                  .defaultModel(mine.model())
                  .closeGrace(Duration.ZERO)
                  .build();
          RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);
          llm.publish(QUESTION).subscribe(subscriber);
          subscriber.awaitItems(1);

          Aside.run(llm::close).get();

          assertThat(subscriber.error()).isInstanceOf(CallCancelledException.class);
          assertThat(subscriber.violations()).isEmpty();
        });
  }
}
