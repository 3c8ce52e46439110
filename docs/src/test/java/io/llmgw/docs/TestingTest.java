package io.llmgw.docs;

import static io.llmgw.test.simulated.Reply.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.LlmTimeoutException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Races;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import io.llmgw.test.simulated.Cut;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import io.llmgw.test.socket.Toxic;
import io.llmgw.test.socket.ToxicProxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests as users of the kit write them. */
class TestingTest {
  // begin leaks
  @RegisterExtension final LeakRule leaks = new LeakRule();

  // end leaks

  record SkyService(LlmClient llm) {
    String explain() {
      return llm.prompt("Why is the sky blue?").text();
    }
  }

  // begin scripted
  @Test
  void explainsTheSky() {
    ScriptedProvider model = ScriptedProvider.named("fake").answers("Blue light scatters most.");
    try (LlmClient llm = LlmClient.builder().provider(model).defaultModel("fake/any").build()) {
      assertThat(new SkyService(llm).explain()).contains("scatters");
      assertThat(model.requests()).hasSize(1);
    }
  }

  // end scripted

  // begin script
  @Test
  void saysWhatWasToldBeforeTheModelFailed() {
    ScriptedProvider model =
        leaks.of(
            ScriptedProvider.named("fake")
                .answers(script -> script.text("Blue ").text("light").fail(ErrorKind.STREAM_BROKEN))
                .answers(script -> script.toolCall("call-1", "weather", "{\"city\":\"Oslo\"}"))
                .fails(ErrorKind.RATE_LIMIT));
    try (LlmClient llm =
        LlmClient.builder()
            .provider(model)
            .defaultModel(model.model())
            .retries(Retries.none())
            .build()) {
      assertThatThrownBy(() -> llm.prompt("Why?").text())
          .isInstanceOfSatisfying(
              StreamInterruptedException.class,
              broken -> assertThat(broken.partial().text()).isEqualTo("Blue light"));
      assertThat(llm.prompt("A coat?").send().message().toolCalls()).hasSize(1);
      assertThatThrownBy(() -> llm.prompt("Why?").text()).isInstanceOf(LlmException.class);
    }
  }

  // end script

  // begin simulated
  @Test
  void noticesAnAnswerThatBreaksOff() {
    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .answer(Reply.text("Blue light scatters most.").cutAfterEvents(3, Cut.FIN))
                .always(status(529))
                .start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .defaultModel(server.model())
                .retries(Retries.none())
                .build()) {
      assertThatThrownBy(() -> llm.prompt("Why?").stream().response())
          .isInstanceOf(StreamInterruptedException.class);
      assertThatThrownBy(() -> llm.prompt("Why?").text())
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED));
      assertThat(server.requests()).hasSize(2);
    }
  }

  // end simulated

  // begin raw
  @Test
  void survivesWhatNoSoundServerSends() {
    ConnectionScript broken =
        ConnectionScript.accept()
            .readRequest()
            .send(HttpText.eventStream() + HttpText.event("{ this is no JSON"))
            .reset();
    try (ScriptedServer server = ScriptedServer.start(broken);
        LlmClient llm =
            LlmClient.builder()
                .provider(OpenAi.builder().baseUrl(server.url()).build())
                .defaultModel("openai/any")
                .retries(Retries.none())
                .build()) {
      assertThatThrownBy(() -> llm.prompt("Why?").stream()).isInstanceOf(LlmException.class);
      assertThat(server.requests().get(0).json().asObject()).containsEntry("stream", true);
    }
  }

  // end raw

  // begin toxic
  @Test
  void explainsTheSkyOverABadNetwork() {
    try (SimulatedProvider server =
            SimulatedProvider.openAi().always("Blue light scatters most.").start();
        ToxicProxy proxy = ToxicProxy.before(server.port());
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider(proxy))
                .defaultModel(server.model())
                .build()) {
      proxy.downstream(Toxic.latency(Duration.ofMillis(20)), Toxic.slices(7));
      assertThat(new SkyService(llm).explain()).contains("scatters");

      proxy.heal().upstream(Toxic.resetAfter(100));
      assertThatThrownBy(new SkyService(llm)::explain).isInstanceOf(LlmException.class);
    }
  }

  // end toxic

  // begin time
  @Test
  void givesUpAfterTwoMinutes() {
    VirtualTime time = VirtualTime.create();
    ScriptedProvider model = ScriptedProvider.named("fake").answers(Script::hang);
    try (LlmClient llm =
        LlmClient.builder()
            .provider(model)
            .defaultModel(model.model())
            .time(time)
            .timeouts(Timeouts.total(Duration.ofMinutes(2)))
            .build()) {
      CompletableFuture<ChatResponse> answer = llm.prompt("Why?").async();
      model.awaitReceived(1);

      time.advance(Duration.ofMinutes(2));

      assertThatThrownBy(answer::join).hasCauseInstanceOf(LlmTimeoutException.class);
    }
  }

  // end time

  // begin subscriber
  @Test
  void publishesNoMoreThanItIsAskedFor() {
    ScriptedProvider model = ScriptedProvider.named("fake").answers(s -> s.text("Blue light.", 9));
    try (LlmClient llm = LlmClient.builder().provider(model).defaultModel(model.model()).build()) {
      RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(2);
      llm.prompt("Why?").publish().subscribe(subscriber);
      subscriber.awaitItems(2);
      assertThat(subscriber.hasEnded()).isFalse();

      subscriber.request(Long.MAX_VALUE);
      subscriber.awaitEnd();

      assertThat(subscriber.items()).last().isInstanceOf(Completed.class);
      assertThat(subscriber.violations()).isEmpty();
    }
  }

  // end subscriber

  // begin races
  @Test
  void leavesNothingOpenWhenACancelMeetsAClose() {
    Races.repeat(
        repeat -> {
          ScriptedProvider model = ScriptedProvider.named("fake").answers("Blue light.");
          LlmClient llm = LlmClient.builder().provider(model).defaultModel("fake/any").build();
          CompletableFuture<ChatResponse> answer = llm.prompt("Why?").async();

          Races.together(() -> answer.cancel(true), llm::close);

          assertThat(answer).isDone();
          model.awaitNoOpenStreams();
        });
  }

  // end races

  // begin lone
  @Test
  void aProviderAnswersWithoutAnEngine() {
    try (SimulatedProvider server = SimulatedProvider.openAi().always("Blue light.").start();
        Provider provider = OpenAi.builder().baseUrl(server.baseUrl()).build()) {
      LoneCall call = LoneCall.of(ChatRequest.of("Why?")).with(Delivery.WHOLE);

      assertThat(call.events(provider)).last().isInstanceOf(Completed.class);
      assertThat(call.isSent()).isTrue();
    }
  }
  // end lone
}
