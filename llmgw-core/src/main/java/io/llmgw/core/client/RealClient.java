package io.llmgw.core.client;

import io.llmgw.api.CallSettings;
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
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.status.ClientStatus;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.run.OpenAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
    return open(request, Delivery.WHOLE, asked()).collect();
  }

  @Override
  public <R extends LlmResponse> CompletableFuture<R> sendAsync(LlmRequest<R> request) {
    Objects.requireNonNull(request, "request");
    return async(request, asked -> open(request, Delivery.WHOLE, asked).collect());
  }

  @Override
  public EmbeddingResponse embed(EmbeddingRequest request) {
    return embed(request, asked());
  }

  @Override
  public CompletableFuture<EmbeddingResponse> embedAsync(EmbeddingRequest request) {
    Objects.requireNonNull(request, "request");
    return async(request, asked -> embed(request, asked));
  }

  private EmbeddingResponse embed(EmbeddingRequest request, Asked asked) {
    List<EmbeddingRequest> batches =
        EmbeddingBatches.of(request, asked.configuration().embeddingLimits(request));
    if (batches.size() == 1) {
      return open(request, Delivery.WHOLE, asked).collect();
    }
    BatchedEmbeddings all = new BatchedEmbeddings(gateway, request, batches, asked);
    return gateway.inOne(all, request, asked, all::make);
  }

  private <R> CompletableFuture<R> async(LlmRequest<?> request, Function<Asked, R> call) {
    Asked now = asked();
    Promise<R> promise = new Promise<>(gateway, now.token());
    try {
      gateway.begin(
          new QueuedCall(
              gateway,
              now.configuration().totalOf(request),
              now,
              gateway.contexts().capture(),
              asked -> answer(call, asked, promise),
              (asked, why) -> refuse(request, asked, why, promise)));
    } catch (Throwable why) { // also what a clock of the host throws: there is one way to be told
      refuse(request, now, why, promise);
    }
    return promise.future();
  }

  private void refuse(LlmRequest<?> request, Asked asked, Throwable why, Promise<?> promise) {
    if (why instanceof LlmException typed) {
      promise.expectEnd(typed);
      promise.breakWith(gateway.notMade(request, Delivery.WHOLE, asked, typed));
    } else {
      promise.breakWith(why); // a clock of the host that fails: nobody could measure this call
    }
  }

  private static <R> void answer(Function<Asked, R> call, Asked asked, Promise<R> promise) {
    if (promise.future().isDone()) { // by others: then the call ends before it has begun
      asked.token().cancel(Reason.CALLER);
    }
    try {
      promise.keep(call.apply(asked));
    } catch (Throwable problem) {
      promise.breakWith(problem);
    }
  }

  @Override
  public ChatStream stream(ChatRequest request) {
    OpenAnswer<ChatResponse> call = open(request, Delivery.STREAMED, asked());
    RealChatStream stream = new RealChatStream(call);
    try {
      gateway.leakWatch().watch(stream, call);
    } catch (Throwable noClock) {
      stream.close(); // nobody else has it
      throw noClock;
    }
    return stream;
  }

  @Override
  public Flow.Publisher<LlmEvent> publish(ChatRequest request) {
    Objects.requireNonNull(request, "request");
    return new Publication(
        gateway, request, this::asked, asked -> open(request, Delivery.STREAMED, asked));
  }

  private <R extends LlmResponse> OpenAnswer<R> open(
      LlmRequest<R> request, Delivery delivery, Asked asked) {
    return gateway.open(Objects.requireNonNull(request, "request"), delivery, asked);
  }

  private Asked asked() {
    return new Asked(
        gateway.configuration(), caller, new RealCancellation(), handles, Duration.ZERO);
  }

  @Override
  public Explanation explain(LlmRequest<?> request) {
    return gateway.explain(request, caller);
  }

  @Override
  public void reconfigure(UnaryOperator<CallSettings> change) {
    Objects.requireNonNull(change, "change");
    if (view) {
      throw new IllegalStateException(
          "a view cannot reconfigure the client, which is others' as well: do so on the client");
    }
    gateway.reconfigure(change);
  }

  @Override
  public ClientStatus status() {
    return gateway.status();
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
