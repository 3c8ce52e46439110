package io.llmgw.core.chain;

import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.LlmResponse;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the chain needs from the client around it. Thread-safe. */
public interface Engine {
  /**
   * Starts or joins the flight of this key behind this link.
   *
   * @return the stream of one participant; null when no thread is free to fly, so that the caller
   *     goes alone
   */
  @Nullable EventStream share(FlightPlan plan, Object key, Tap oncePerFlight);

  /**
   * What runs a part of a call beside it: on a thread of the engine, with what the host has this
   * thread carry; false when none is free.
   */
  Predicate<Runnable> crew(RealCancellation call);

  /** The model that a request asks for, its own or a default; null when it has neither. */
  @Nullable String nameFor(LlmRequest<?> request);

  /** Whether this name is one of the configuration: an alias, or a default. */
  boolean isConfigured(String name);

  /**
   * Where the call may go with this request.
   *
   * @throws io.llmgw.api.error.LlmException as the call would, where that is nowhere
   */
  String destination(LlmRequest<?> request, Scope scope);

  /** Makes a call on behalf of another and waits for its answer. */
  <R extends LlmResponse> R internal(Scope parent, Purpose purpose, LlmRequest<R> request);
}
