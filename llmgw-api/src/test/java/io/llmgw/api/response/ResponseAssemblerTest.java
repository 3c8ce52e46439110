package io.llmgw.api.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.Ping;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponseAssemblerTest {
  private static final Completed DONE =
      new Completed(FinishReason.STOP, "stop", Usage.reported(3, 4));
  private static final Served SERVED =
      new Served(
          "call-1",
          "openai/gpt-5",
          null,
          "main",
          CacheStatus.NONE,
          List.of(),
          Duration.ZERO,
          Usage.reported(3, 4),
          Cost.UNKNOWN,
          List.of());

  private final ResponseAssembler<ChatResponse> chat =
      ResponseAssembler.of(ChatRequest.of("question"));

  @Test
  void joinsTheTextOfAPlainAnswer() {
    ResponseHead head =
        new ResponseHead("resp-1", "gpt-5-2026", "req-1", 200, RateLimits.NONE, Map.of());

    accept(new Started(head), new TextDelta(0, "Blue "), new TextDelta(0, "light."), DONE);

    ChatResponse response = chat.response(SERVED);
    assertThat(response.text()).isEqualTo("Blue light.");
    assertThat(response.message()).isEqualTo(Message.assistant("Blue light."));
    assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(response.rawFinishReason()).isEqualTo("stop");
    assertThat(response.usage()).isEqualTo(Usage.reported(3, 4));
    assertThat(response.head()).isSameAs(head);
    assertThat(response.served()).isSameAs(SERVED);
    assertThat(response.toolCalls()).isEmpty();
    assertThat(response.reasoning()).isEmpty();
  }

  @Test
  void ordersInterleavedBlocksByTheirIndex() {
    accept(
        Started.inProcess(),
        new ToolCallStarted(3, "call_b", "second"),
        new TextDelta(1, "Let "),
        new ToolCallStarted(2, "call_a", "first"),
        new ToolArgumentsDelta(3, "{\"b\":"),
        new ReasoningDelta(0, "Hmm"),
        new ToolArgumentsDelta(2, "{\"a\":"),
        new TextDelta(1, "me see."),
        new ToolArgumentsDelta(3, " 2}"),
        new ReasoningDelta(0, "."),
        new ToolArgumentsDelta(2, " 1}"),
        DONE);

    assertThat(chat.response(SERVED).message().parts())
        .containsExactly(
            new Part.Reasoning("Hmm.", null, "openai"),
            new Part.Text("Let me see."),
            new ToolCall("call_a", "first", Json.ofText("{\"a\": 1}")),
            new ToolCall("call_b", "second", Json.ofText("{\"b\": 2}")));
  }

  @Test
  void keepsTheArgumentsToTheByte() {
    accept(
        Started.inProcess(),
        new ToolCallStarted(0, "id", "tool"),
        new ToolArgumentsDelta(0, "{ \"x\" :"),
        new ToolArgumentsDelta(0, " 1.50 }"),
        DONE);

    ToolCall call = chat.response(SERVED).toolCalls().get(0);
    assertThat(call.arguments().text()).isEqualTo("{ \"x\" : 1.50 }");
  }

  @Test
  void takesMissingArgumentsForAnEmptyObject() {
    accept(
        Started.inProcess(),
        new ToolCallStarted(0, "a", "tool"),
        new ToolCallStarted(1, "b", "tool"),
        new ToolArgumentsDelta(1, ""),
        DONE);

    assertThat(chat.response(SERVED).toolCalls())
        .extracting(ToolCall::arguments)
        .containsExactly(Json.object(), Json.object());
  }

  @Test
  void keepsProviderFieldsOnTheirCall() {
    Map<String, Json> fields = Map.of("extra_content", Json.ofText("{\"s\":\"x\"}"));

    accept(Started.inProcess(), new ToolCallStarted(0, "a", "tool", fields), DONE);

    assertThat(chat.response(SERVED).toolCalls().get(0).providerFields()).isEqualTo(fields);
  }

  @Test
  void putsASignatureOnItsReasoning() {
    accept(
        Started.inProcess(),
        new ReasoningDelta(0, "Thinking"),
        new TextDelta(1, "Answer"),
        new BlockSigned(0, "sig", "anthropic"),
        new BlockSigned(2, "alone", "openai"),
        DONE);

    ChatResponse response = chat.response(SERVED);
    assertThat(response.message().parts())
        .containsExactly(
            new Part.Reasoning("Thinking", "sig", "anthropic"),
            new Part.Text("Answer"),
            new Part.Reasoning("", "alone", "openai"));
    assertThat(response.reasoning()).isEqualTo("Thinking");
    assertThat(response.text()).isEqualTo("Answer");
  }

  @Test
  void keepsRefusalsMediaAndProviderItems() {
    Part image = Part.image(Media.of(new byte[] {1}, "image/png"));
    ProviderItem first = new ProviderItem("openrouter", "detail", Json.ofText("{\"n\":1}"));
    ProviderItem second = new ProviderItem("openrouter", "detail", Json.ofText("{\"n\":2}"));

    accept(
        Started.inProcess(),
        new ProviderItemReceived(0, first),
        new RefusalDelta(0, "No, "),
        new ProviderItemReceived(0, second),
        new RefusalDelta(0, "sorry."),
        new MediaProduced(1, image),
        DONE);

    assertThat(chat.response(SERVED).message().parts())
        .containsExactly(new Part.Refusal("No, sorry."), first, second, image);
  }

  @Test
  void leavesOutBlocksWithoutContent() {
    accept(
        Started.inProcess(),
        new TextDelta(0, ""),
        new ReasoningDelta(1, ""),
        new TextDelta(2, "x"),
        DONE);

    assertThat(chat.response(SERVED).message().parts()).containsExactly(new Part.Text("x"));
  }

  @Test
  void anAnswerMayBeEmpty() {
    accept(Started.inProcess(), Ping.INSTANCE, DONE);

    assertThat(chat.response(SERVED).message().parts()).isEmpty();
  }

  @Test
  void showsTheAnswerSoFar() {
    accept(Started.inProcess(), new ReasoningDelta(0, "Hmm"), new TextDelta(1, "Blue"));

    assertThat(chat.text()).isEqualTo("Blue");
    assertThat(chat.partial().parts())
        .containsExactly(new Part.Reasoning("Hmm"), new Part.Text("Blue"));
    accept(new TextDelta(1, " light"));
    assertThat(chat.text()).isEqualTo("Blue light");
  }

  @Test
  void takesTheLatestUsage() {
    accept(
        Started.inProcess(),
        new UsageReported(Usage.reported(1, 1)),
        new UsageReported(Usage.reported(1, 2)));
    assertThat(chat.usage()).isEqualTo(Usage.reported(1, 2));

    accept(new Completed(FinishReason.STOP, Usage.UNKNOWN));

    assertThat(chat.response(SERVED).usage()).isEqualTo(Usage.reported(1, 2));
  }

  @Test
  void hasNoResponseBeforeTheFinalEvent() {
    accept(Started.inProcess(), new TextDelta(0, "x"));

    assertThat(chat.isCompleted()).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> chat.response(SERVED));
  }

  @Test
  void refusesWhatContradictsItselfAndStaysAsItWas() {
    accept(Started.inProcess(), new TextDelta(0, "x"), new ToolCallStarted(1, "id", "tool"));

    refuses(Started.inProcess());
    refuses(new ReasoningDelta(0, "y"));
    refuses(new ToolArgumentsDelta(0, "{}"));
    refuses(new ToolArgumentsDelta(7, "{}"));
    refuses(new ToolCallStarted(1, "other", "tool"));
    refuses(new ToolCallStarted(0, "other", "tool"));
    refuses(new BlockSigned(0, "s", "p"));
    refuses(new VectorProduced(0, new float[1]));

    accept(DONE);
    refuses(new TextDelta(0, "late"));
    assertThat(chat.response(SERVED).message().parts())
        .containsExactly(new Part.Text("x"), new ToolCall("id", "tool", Json.object()));
  }

  @Test
  void refusesWithoutQuotingTheText() {
    accept(Started.inProcess(), new TextDelta(0, "x"));

    assertThatIllegalStateException()
        .isThrownBy(() -> chat.accept(new RefusalDelta(0, "canary")))
        .withMessage("block 0 is TEXT, not REFUSAL");
  }

  @Test
  void takesAnyIndex() {
    accept(
        Started.inProcess(),
        new TextDelta(Integer.MAX_VALUE, "last"),
        new TextDelta(5, "first "),
        DONE);

    assertThat(chat.response(SERVED).text()).isEqualTo("first last");
  }

  @Test
  void appendsInLinearTime() {
    // Joining strings would copy 200,000 times a megabyte on average, which takes minutes.
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          accept(Started.inProcess());
          for (int i = 0; i < 200_000; i++) {
            accept(new TextDelta(i & 1, "ten chars."));
          }
          accept(DONE);

          assertThat(chat.response(SERVED).text()).hasSize(2_000_000);
        });
  }

  @Test
  void takesManyBlocksInReverseOrder() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          accept(Started.inProcess());
          for (int i = 200_000; i > 0; i--) {
            accept(new TextDelta(i, "x"));
          }
          accept(DONE);

          assertThat(chat.response(SERVED).message().parts()).hasSize(200_000);
        });
  }

  @Test
  void ordersVectorsByTheirInput() {
    ResponseAssembler<EmbeddingResponse> embedding =
        ResponseAssembler.of(EmbeddingRequest.of("a", "b"));

    embedding.accept(Started.inProcess());
    embedding.accept(new VectorProduced(1, new float[] {2}));
    embedding.accept(new VectorProduced(0, new float[] {1}));
    embedding.accept(DONE);

    EmbeddingResponse response = embedding.response(SERVED);
    assertThat(response.size()).isEqualTo(2);
    assertThat(response.vector(0)).containsExactly(1);
    assertThat(response.vectors().get(1)).containsExactly(2);
  }

  @Test
  void refusesVectorsThatAreMissingTwiceThereOrTooMany() {
    ResponseAssembler<EmbeddingResponse> embedding =
        ResponseAssembler.of(EmbeddingRequest.of("a", "b"));
    embedding.accept(Started.inProcess());
    embedding.accept(new VectorProduced(0, new float[] {1}));

    assertThatIllegalStateException()
        .isThrownBy(() -> embedding.accept(new VectorProduced(0, new float[] {1})));
    assertThatIllegalStateException()
        .isThrownBy(() -> embedding.accept(new VectorProduced(2, new float[] {1})));
    assertThatIllegalStateException().isThrownBy(() -> embedding.accept(new TextDelta(0, "x")));
    embedding.accept(DONE);
    assertThatIllegalStateException()
        .isThrownBy(() -> embedding.response(SERVED))
        .withMessage("1 of 2 vectors are missing");
  }

  private void accept(LlmEvent... events) {
    for (LlmEvent event : events) {
      chat.accept(event);
    }
  }

  private void refuses(LlmEvent event) {
    assertThatIllegalStateException().isThrownBy(() -> chat.accept(event));
  }
}
