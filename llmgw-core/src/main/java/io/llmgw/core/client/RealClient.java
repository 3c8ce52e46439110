package io.llmgw.core.client;

import io.llmgw.api.Caller;
import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.Explanation;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.run.OpenAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** The doors of a client, for one caller. All of them end in {@link Gateway#open}. */
final class RealClient implements LlmClient {
  private final Gateway gateway;
  private final Caller caller;
  private final List<CancelHandle> handles;
  private final boolean view;

  private RealClient(Gateway gateway, Caller caller, List<CancelHandle> handles, boolean view) {
    this.gateway = gateway;
    this.caller = caller;
    this.handles = handles;
    this.view = view;
  }

  static RealClient of(Gateway gateway) {
    return new RealClient(gateway, Caller.ANONYMOUS, List.of(), false);
  }

  @Override
  public <R extends LlmResponse> R send(LlmRequest<R> request) {
    return open(request, Delivery.WHOLE, new RealCancellation()).collect();
  }

  @Override
  public <R extends LlmResponse> CompletableFuture<R> sendAsync(LlmRequest<R> request) {
    Objects.requireNonNull(request, "request");
    CompletableFuture<R> future = new CompletableFuture<>();
    RealCancellation token = new RealCancellation();
    // Whoever completes the future from outside ends the call; once it has ended, nothing listens.
    var unused = future.whenComplete((answer, problem) -> token.cancel(Reason.CALLER));
    try {
      gateway.begin(gateway.contexts().capture().on(() -> answer(request, token, future)));
    } catch (LlmException refused) {
      future.completeExceptionally(refused);
    }
    return future;
  }

  private <R extends LlmResponse> void answer(
      LlmRequest<R> request, RealCancellation token, CompletableFuture<R> future) {
    if (future.isDone()) {
      return;
    }
    try {
      future.complete(open(request, Delivery.WHOLE, token).collect());
    } catch (Throwable problem) {
      future.completeExceptionally(problem);
    }
  }

  @Override
  public ChatStream stream(ChatRequest request) {
    OpenAnswer<ChatResponse> call = open(request, Delivery.STREAMED, new RealCancellation());
    RealChatStream stream = new RealChatStream(call);
    gateway.leakWatch().watch(stream, call);
    return stream;
  }

  @Override
  public Flow.Publisher<LlmEvent> publish(ChatRequest request) {
    Objects.requireNonNull(request, "request");
    return new Publication(gateway, token -> open(request, Delivery.STREAMED, token));
  }

  private <R extends LlmResponse> OpenAnswer<R> open(
      LlmRequest<R> request, Delivery delivery, RealCancellation token) {
    return gateway.open(
        Objects.requireNonNull(request, "request"), delivery, caller, token, handles);
  }

  @Override
  public Explanation explain(LlmRequest<?> request) {
    return gateway.explain(request, caller);
  }

  @Override
  public LlmClient forCaller(Caller caller) {
    return new RealClient(gateway, Objects.requireNonNull(caller, "caller"), handles, true);
  }

  @Override
  public LlmClient cancelledBy(CancelHandle handle) {
    List<CancelHandle> all = new ArrayList<>(handles);
    all.add(Objects.requireNonNull(handle, "handle"));
    return new RealClient(gateway, caller, List.copyOf(all), true);
  }

  @Override
  public void close() {
    if (!view) {
      gateway.close();
    }
  }
}
