package io.llmgw.providers.replay;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers put together from their events, with the account of a call that nobody made. */
public final class Assembled {
  private static final Served NOBODY = by(null);

  private Assembled() {}

  /** The answer to a chat. */
  public static ChatResponse chat(List<LlmEvent> events) {
    return answer(ChatRequest.of("anything"), events);
  }

  /** The answer to a chat that a provider of this name gave. */
  public static ChatResponse chat(String provider, List<LlmEvent> events) {
    ResponseAssembler<ChatResponse> assembler = ResponseAssembler.of(ChatRequest.of("anything"));
    events.forEach(assembler::accept);
    return assembler.response(by(provider + "/m"));
  }

  private static Served by(@Nullable String target) {
    return new Served(
        "call",
        target,
        null,
        null,
        CacheStatus.NONE,
        List.of(),
        Duration.ZERO,
        Usage.UNKNOWN,
        Cost.UNKNOWN,
        List.of());
  }

  /** The answer to a request. */
  public static <R extends LlmResponse> R answer(LlmRequest<R> request, List<LlmEvent> events) {
    ResponseAssembler<R> assembler = ResponseAssembler.of(request);
    events.forEach(assembler::accept);
    return assembler.response(NOBODY);
  }
}
