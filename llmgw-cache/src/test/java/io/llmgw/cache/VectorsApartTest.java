package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who asks for the vectors of the same texts at the same time, and whose request that is. */
class VectorsApartTest {
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final Gate gate = Gate.closed();
  private LlmClient llm;

  @AfterEach
  void close() {
    gate.open();
    llm.close();
    callers.shutdownNow();
  }

  /** Answers each request with vectors of its own, once all may. */
  private LlmClientBuilder client(ResponseCache cache) {
    for (int i = 1; i <= 3; i++) {
      int number = i;
      a.answers(
          (call, script) -> {
            script.waitFor(gate);
            ScriptedVectors.write(call, script, number);
          });
    }
    return LlmClient.builder()
        .provider(a)
        .defaultModel("a/m")
        .retries(Retries.none())
        .executor(callers)
        .use(cache);
  }

  /** The second begins when the first has, and all have begun before there is an answer. */
  private List<EmbeddingResponse> askedAtOnce(EmbeddingRequest request, Caller... all) {
    List<CompletableFuture<EmbeddingResponse>> asked = new ArrayList<>();
    for (Caller caller : all) {
      asked.add(llm.forCaller(caller).embedAsync(request));
      Patience.until(
          asked.size() + " to wait for vectors", () -> Waiting.forFlights() == asked.size());
    }
    gate.open();
    return asked.stream().map(CompletableFuture::join).toList();
  }

  @Test
  @Fault("F131")
  void twoTenantsShareNoRequest() {
    llm = client(ResponseCache.ofMegabytes(1)).build();

    List<EmbeddingResponse> given =
        askedAtOnce(
            EmbeddingRequest.of("one"),
            Caller.tenant("mine"),
            Caller.tenant("yours"),
            Caller.tenant("mine").user("another"));

    assertThat(a.received()).isEqualTo(2);
    assertThat(given.get(1).served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(given.get(1).vector(0)).isNotEqualTo(given.get(0).vector(0));
    assertThat(given.get(2).served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(given.get(2).vector(0)).isEqualTo(given.get(0).vector(0));
  }

  @Test
  @Fault("F131")
  void whereUsersAreApartTwoShareNoRequest() {
    llm = client(ResponseCache.ofMegabytes(1).perUser()).build();

    List<EmbeddingResponse> given =
        askedAtOnce(
            EmbeddingRequest.of("one"),
            Caller.tenant("t").user("ada"),
            Caller.tenant("t").user("bob"),
            Caller.tenant("t").user("ada").application("another"));

    assertThat(a.received()).isEqualTo(3);
    assertThat(given).extracting(each -> each.vector(0)[1]).doesNotHaveDuplicates();
    LlmClient bob = llm.forCaller(Caller.tenant("t").user("bob"));
    assertThat(bob.embed("one").vector(0)).isEqualTo(given.get(1).vector(0));
  }

  @Test
  void whereUsersAreApartOneOfThemSharesWithHimself() {
    llm = client(ResponseCache.ofMegabytes(1).perUser()).build();
    Caller ada = Caller.tenant("t").user("ada");

    List<EmbeddingResponse> given = askedAtOnce(EmbeddingRequest.of("one"), ada, ada);

    assertThat(given.get(1).served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(a.received()).isOne();
  }

  /** A vector has nothing to restore; what was masked for whom is told to each by himself. */
  @Test
  void textsThatAreMaskedAlikeAreOneRequest() {
    llm = client(ResponseCache.ofMegabytes(1)).use(Redaction.of(EntitySets.CONTACT)).build();
    CompletableFuture<EmbeddingResponse> ada =
        llm.embedAsync(EmbeddingRequest.of("Write to ada@example.com.", "one"));
    a.awaitReceived(1);
    CompletableFuture<EmbeddingResponse> bob =
        llm.embedAsync(
            EmbeddingRequest.of("Write to bob@example.org.", "one", "Write to bob@example.org."));
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);

    gate.open();

    assertThat(((EmbeddingRequest) a.requests().get(0)).inputs())
        .containsExactly("Write to <EMAIL_1>.", "one");
    assertThat(ada.join().vectors()).hasSize(2);
    assertThat(ada.join().served().redactions().masked(Entities.EMAIL)).isOne();
    assertThat(bob.join().vector(0)).isEqualTo(ada.join().vector(0));
    assertThat(bob.join().vector(1)).isEqualTo(ada.join().vector(1));
    assertThat(bob.join().vector(2)).isEqualTo(ada.join().vector(0));
    assertThat(bob.join().served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(bob.join().served().redactions().masked(Entities.EMAIL)).isEqualTo(2);
  }
}
