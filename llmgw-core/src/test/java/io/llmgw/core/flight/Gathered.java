package io.llmgw.core.flight;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.request.Aggregation;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.core.client.Aside;
import io.llmgw.core.client.BrokenTime;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Calls that wait for each other, on a clock that the test moves. */
final class Gathered implements AutoCloseable {
  static final Duration WINDOW = Duration.ofMillis(5);

  final VirtualTime time = VirtualTime.create();
  final BrokenTime clock = new BrokenTime(time);
  final Lengths lengths;
  final LlmClient llm;
  private final List<Aside<EmbeddingResponse>> calls = new ArrayList<>();

  Gathered() {
    this(builder -> builder);
  }

  Gathered(UnaryOperator<LlmClientBuilder> more) {
    this(new Lengths(), Aggregation.within(WINDOW, 8), more);
  }

  Gathered(Lengths lengths, Aggregation aggregation, UnaryOperator<LlmClientBuilder> more) {
    this.lengths = lengths;
    llm =
        more.apply(
                LlmClient.builder()
                    .provider(lengths)
                    .defaultModel(Lengths.MODEL)
                    .retries(Retries.none())
                    .catalog(
                        ModelCatalog.empty()
                            .withPrice(
                                Lengths.MODEL,
                                PriceRow.builder("ours", LocalDate.of(2026, 1, 1))
                                    .input("0.13")
                                    .output("0.13")
                                    .build()))
                    .time(clock)
                    .aggregation(aggregation))
            .build();
  }

  /** A call that is made now, and waits for others. */
  Aside<EmbeddingResponse> waiting(String... texts) {
    return waiting(llm, EmbeddingRequest.of(texts));
  }

  Aside<EmbeddingResponse> waiting(LlmClient view, EmbeddingRequest request) {
    return making(view, request).awaitBlockedIn("awaitDeparture");
  }

  Aside<EmbeddingResponse> making(LlmClient view, EmbeddingRequest request) {
    Aside<EmbeddingResponse> call = Aside.call(() -> view.embed(request));
    calls.add(call);
    return call;
  }

  void endOfWindow() {
    time.advance(WINDOW);
  }

  /** The answers of all calls so far, in the order in which they were made. */
  List<EmbeddingResponse> answers() {
    return calls.stream().map(Aside::get).toList();
  }

  @Override
  public void close() {
    llm.close();
  }
}
