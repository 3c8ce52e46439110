package io.llmgw.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.image.ImageResponse;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.transcription.TranscriptionResponse;
import io.llmgw.observability.log.CallLog;
import io.llmgw.observability.log.Lines;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.observability.trace.Traces;
import io.llmgw.observability.trace.Tracing;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values that redaction masks go through every provider and every operation, however the call ends.
 * They are in the caller's own answer, and nowhere else: not on the wire, and in nothing that
 * operators look at.
 */
class EveryProviderCanaryTest {
  /** So long no other clock runs. */
  private static final Duration LIMIT = Duration.ofSeconds(41);

  /** Their counts take neither tools nor media. */
  private static final Set<String> COUNTS_TEXT_ALONE = Set.of("cohere", "moonshot", "zai");

  private static final Pattern BODY_IN_BASE64 = Pattern.compile("\"body\":\"([A-Za-z0-9+/=]+)\"");

  @RegisterExtension final ProcessLog log = new ProcessLog();
  @RegisterExtension final ShownThings shown = new ShownThings();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Traces traces = new Traces();
  private final Lines lines = new Lines();
  private final VirtualTime time = VirtualTime.create();
  private final Redaction redaction = Redaction.of(EntitySets.ALL).budget(Duration.ofMinutes(1));
  private Ending ending = Ending.ANSWERED;
  private int calls;

  /** How a call ends. */
  private enum Ending {
    ANSWERED,
    /** The provider repeats what it was sent, and what it would have answered. */
    REFUSED,
    BROKEN,
    TIMED_OUT,
    CANCELLED;

    Reply reply(ReceivedRequest request) {
      String text = Planted.ANSWER;
      return switch (this) {
        case ANSWERED -> Reply.text(text);
        case REFUSED -> Reply.raw(400, "application/json", Planted.echo(request));
        case BROKEN -> Reply.raw(500, "application/json", Planted.echo(request));
        case TIMED_OUT -> Reply.text(text).stallBeforeHead();
        case CANCELLED -> Reply.text(text).stallAfterEvents(4);
      };
    }
  }

  static List<FoundProvider> providers() {
    return FoundProvider.all();
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Fault({"F160", "I12"})
  void valuesAreInTheAnswerOfTheCallerAndNowhereElse(FoundProvider found) {
    SimulatedProvider.Builder builder = found.server().get();
    try (SimulatedProvider server = builder.always(asked -> ending.reply(asked)).start()) {
      Provider provider = found.at(server);
      shown.add(provider);
      String model = provider.name() + "/" + found.model();
      try (LlmClient all = client(provider)) {
        LlmClient llm = all.forCaller(Caller.tenant("acme").user(Planted.EMAIL));
        for (Operation operation : operations(provider, found)) {
          LlmRequest<?> request = planted(operation, provider, found).withModel(model);
          shown.add(request);
          for (Ending each : Ending.values()) {
            ending = each;
            play(llm, server, request);
          }
          shown.add(llm.explain(request));
        }
        awaitLines();
        shown.add(all.status());
        shown.add(all);
      }
      expectMasked(server.requests());
    }
    expectNothing();
  }

  private static LlmRequest<?> planted(
      Operation operation, Provider provider, FoundProvider found) {
    boolean takesTextAlone =
        operation == Operation.TOKEN_COUNT && COUNTS_TEXT_ALONE.contains(provider.name());
    return takesTextAlone
        ? Planted.countOfOneText()
        : Planted.request(operation, provider.capabilities(found.model()));
  }

  @Test
  void everyOperationIsAskedOfSomeProvider() {
    Set<Operation> asked = EnumSet.noneOf(Operation.class);
    for (FoundProvider found : FoundProvider.all()) {
      try (SimulatedProvider server = found.server().get().start();
          Provider provider = found.at(server)) {
        Set<Operation> operations = operations(provider, found);
        assertThat(operations).as("%s", found).contains(Operation.CHAT);
        asked.addAll(operations);
      }
    }

    assertThat(asked).containsExactlyInAnyOrder(Operation.values());
  }

  private static Set<Operation> operations(Provider provider, FoundProvider found) {
    Set<Operation> operations = EnumSet.noneOf(Operation.class);
    for (Operation operation : Operation.values()) {
      if (provider.capabilities(found.model()).has(Capability.of(operation))) {
        operations.add(operation);
      }
    }
    return operations;
  }

  private LlmClient client(Provider provider) {
    return LlmClient.builder()
        .provider(provider)
        .retries(Retries.none())
        .failures(Reactions.standard().withoutBreaker())
        .timeouts(Timeouts.attempt(LIMIT))
        .time(time)
        .closeGrace(Duration.ZERO)
        .listen(shown::add)
        .listen(GatewayListener.log(null))
        .use(redaction)
        .use(Metrics.to(registry).semconv(Semconv.BOTH).tenants(10))
        .use(CallLog.create().to(lines.logger()).capturingContent())
        .use(Tracing.of(traces.registry()).sendingHeaders().capturingContent())
        .build();
  }

  private void play(LlmClient llm, SimulatedProvider server, LlmRequest<?> request) {
    if (request instanceof ChatRequest chat) {
      chat(llm, server, chat, Door.CHAT);
      chat(llm, server, chat, Door.STREAM);
    } else {
      other(llm, server, request);
    }
  }

  private void chat(LlmClient llm, SimulatedProvider server, ChatRequest chat, Door door) {
    int before = server.requests().size();
    Visit visit = door.enter(llm, chat);
    end(server, before, visit::cancel);
    DoorResult result = visit.await();

    calls++;
    shown.add(result);
    shown.add(result.events());
    shown.add(result.response());
    shown.add(result.error());
    expectEnd(result.error());
    if (ending == Ending.ANSWERED) {
      assertThat(result.text()).isEqualTo(Planted.RESTORED);
    }
  }

  private void other(LlmClient llm, SimulatedProvider server, LlmRequest<?> request) {
    int before = server.requests().size();
    CompletableFuture<? extends LlmResponse> future = llm.sendAsync(request);
    end(server, before, () -> future.cancel(true));
    Throwable failure = catchThrowable(future::join);

    calls++;
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    shown.add(failure);
    expectEnd(cause instanceof LlmException error ? error : null);
    if (ending == Ending.ANSWERED) {
      LlmResponse response = future.join();
      shown.add(response);
      if (response instanceof ImageResponse images) {
        assertThat(images.image().revisedPrompt()).contains(Planted.EMAIL);
      } else if (response instanceof TranscriptionResponse transcript) {
        assertThat(transcript.text()).isEqualTo(Planted.RESTORED);
      }
    }
  }

  /** Ends a call that would wait for ever. */
  private void end(SimulatedProvider server, int before, Runnable cancel) {
    if (ending != Ending.TIMED_OUT && ending != Ending.CANCELLED) {
      return;
    }
    server.awaitRequests(before + 1);
    if (ending == Ending.CANCELLED) {
      cancel.run();
    } else {
      time.awaitDueIn(LIMIT);
      time.advance(LIMIT);
    }
  }

  private void expectEnd(@Nullable LlmException error) {
    switch (ending) {
      case ANSWERED -> assertThat(error).isNull();
      case REFUSED, BROKEN -> assertThat(error).isNotNull();
      case TIMED_OUT ->
          assertThat(error).extracting(LlmException::kind).isEqualTo(ErrorKind.TIMEOUT);
      case CANCELLED ->
          assertThat(error == null ? ErrorKind.CANCELLED : error.kind())
              .isEqualTo(ErrorKind.CANCELLED);
    }
  }

  /** Those of calls that were cancelled come when they come. */
  private void awaitLines() {
    Patience.until(
        () -> calls + " lines of calls; there are " + lines.written().lines().count(),
        Patience.limit(),
        () -> lines.written().lines().count() >= calls);
  }

  private void expectMasked(List<ReceivedRequest> requests) {
    assertThat(requests).hasSize(calls);
    for (ReceivedRequest sent : requests) {
      String text = readable(sent);
      assertThat(text).contains(Planted.PLACEHOLDERS);
      shown.addText(sent.path() + " " + sent.headers() + " " + text);
    }
  }

  /** Bedrock counts the tokens of a body in Base64. */
  private static String readable(ReceivedRequest sent) {
    Matcher inner = BODY_IN_BASE64.matcher(sent.text());
    return inner.find()
        ? sent.text() + new String(Base64.getDecoder().decode(inner.group(1)), UTF_8)
        : sent.text();
  }

  private void expectNothing() {
    assertThat(registry.getMetersAsString()).contains("llmgw.redactions");
    assertThat(lines.written()).contains("EMAIL_1");
    assertThat(traces.spans().toString()).contains("EMAIL_1");
    shown.addText(registry.getMetersAsString());
    shown.addText(lines.written());
    shown.addText(traces.spans().toString());
    traces.spans().forEach(span -> shown.addText(span.getEvents().toString()));
    shown.addText(log.written());
    Thread.getAllStackTraces().keySet().forEach(thread -> shown.addText(thread.getName()));

    assertThat(shown.texts()).hasSizeGreaterThan(50).noneMatch(Planted::isGivenAwayBy);
  }
}
