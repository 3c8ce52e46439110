package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A client of one scripted provider, with the links of a test, which makes one attempt per call:
 * what is told here of a failure is told of each. It is closed after the test, and the provider
 * must have no open stream by then.
 */
final class Stage implements AfterEachCallback {
  static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  /** Where links of others may stand. */
  static final Set<Slot> CUSTOM_SLOTS =
      EnumSet.of(
          Slot.PROMPT,
          Slot.APPLICATION,
          Slot.ACCESS,
          Slot.LIMIT,
          Slot.REDACT,
          Slot.RECORD,
          Slot.GUARD,
          Slot.CACHE,
          Slot.CALL,
          Slot.SPEND,
          Slot.PACE,
          Slot.ATTEMPT);

  final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final LlmClientBuilder builder =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .retries(Retries.none())
          .closeGrace(Duration.ZERO);
  private LlmClient client;
  private int features;

  /** What the client is made from. */
  LlmClientBuilder builder() {
    return builder;
  }

  /** Adds links; those in slots of the engine come with a feature, as ours will. */
  Stage use(Interceptor... links) {
    for (Interceptor link : links) {
      if (CUSTOM_SLOTS.contains(link.spec().slot())) {
        builder.use(link);
      } else {
        builder.use(new Bundle("bundle-" + features++, List.of(link)));
      }
    }
    return this;
  }

  LlmClient llm() {
    if (client == null) {
      client = builder.build();
    }
    return client;
  }

  /** Asks the question and reads the answer. */
  ChatResponse ask() {
    return llm().chat(QUESTION);
  }

  /** Asks the question, which must fail with a typed error. */
  LlmException failure() {
    return failureOf(QUESTION);
  }

  LlmException failureOf(ChatRequest request) {
    Throwable thrown = catchThrowable(() -> llm().chat(request));
    assertThat(thrown).isInstanceOf(LlmException.class);
    return (LlmException) thrown;
  }

  /** All events of an answer that is read to its end. */
  List<LlmEvent> events() {
    List<LlmEvent> events = new ArrayList<>();
    try (ChatStream stream = llm().stream(QUESTION)) {
      stream.forEach(events::add);
    }
    return events;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (client != null) {
      client.close();
    }
    assertThat(fake.openStreams()).as("open streams of the provider").isZero();
  }

  private record Bundle(String name, List<Interceptor> members) implements Feature {
    @Override
    public List<Interceptor> links(TimeSource time) {
      return members;
    }
  }
}
