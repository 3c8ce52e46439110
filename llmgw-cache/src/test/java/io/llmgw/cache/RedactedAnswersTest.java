package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Door;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that differ in personal data alone share an answer, and each gets its own data back. */
class RedactedAnswersTest {
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .use(Redaction.of(EntitySets.CONTACT))
          .executor(callers) // threads that can be looked at, on every JDK
          .use(ResponseCache.ofMegabytes(1))
          .build();

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private static String greeting(String who) {
    return "Write a greeting to " + who + ".";
  }

  @Test
  void wholeAnswersAreRestoredForWhoAsks() {
    a.answers(script -> script.text("Hello <EMA").text("IL_1>, welcome."));

    ChatResponse ada = llm.prompt(greeting("ada@example.com")).send();
    ChatResponse bob = llm.prompt(greeting("bob@example.org")).send();

    assertThat(ada.text()).isEqualTo("Hello ada@example.com, welcome.");
    assertThat(bob.text()).isEqualTo("Hello bob@example.org, welcome.");
    assertThat(bob.served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(bob.redactions().masked()).hasSize(1);
    assertThat(a.received()).isOne();
  }

  @Test
  void streamsAreRestoredForWhoAsks() {
    a.answers(script -> script.text("Hello <EMA").text("IL_1>, welcome."));
    llm.prompt(greeting("ada@example.com")).send();

    try (ChatStream stream = llm.prompt(greeting("bob@example.org")).stream()) {
      assertThat(String.join("", stream.text())).isEqualTo("Hello bob@example.org, welcome.");
      assertThat(stream.response().served().cache()).isEqualTo(CacheStatus.HIT);
    }
  }

  @Test
  void whoSharesACallGetsHisOwn() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("Hello <EMAIL_1>, welcome."));

    CompletableFuture<ChatResponse> ada = llm.prompt(greeting("ada@example.com")).async();
    a.awaitReceived(1);
    CompletableFuture<ChatResponse> bob = llm.prompt(greeting("bob@example.org")).async();
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();

    assertThat(ada.join().text()).isEqualTo("Hello ada@example.com, welcome.");
    assertThat(bob.join().text()).isEqualTo("Hello bob@example.org, welcome.");
    assertThat(bob.join().served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(a.received()).isOne();
  }

  @Test
  void whoSharesAStreamGetsHisOwnPieceByPiece() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("Hello <EMA").text("IL_1>, welcome."));

    CompletableFuture<ChatResponse> ada = llm.prompt(greeting("ada@example.com")).async();
    a.awaitReceived(1);
    Visit bob = Door.STREAM.enter(llm, ChatRequest.of(greeting("bob@example.org")));
    Visit cid = Door.PUBLISH.enter(llm, ChatRequest.of(greeting("cid@example.net")));
    Patience.until("all to wait", () -> Waiting.forFlights() == 3);
    gate.open();

    assertThat(ada.join().text()).isEqualTo("Hello ada@example.com, welcome.");
    assertThat(bob.await().text()).isEqualTo("Hello bob@example.org, welcome.");
    assertThat(cid.await().text()).isEqualTo("Hello cid@example.net, welcome.");
    assertThat(a.received()).isOne();
  }

  @Test
  void aNameIsForOnePersonThoughTwoAreMaskedAlike() {
    a.always("Paid.");
    Idempotency order = Idempotency.key("order-17");

    llm.prompt("Pay to ada@example.com.").with(order).send();

    assertThatThrownBy(() -> llm.prompt("Pay to bob@example.org.").with(order).send())
        .isInstanceOfSatisfying(
            LlmException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.CONFLICT));
    ChatResponse again = llm.prompt("Pay to ada@example.com.").with(order).send();
    assertThat(again.served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(a.received()).isOne();
  }

  @Test
  void twoPersonsShareNoCallUnderOneName() {
    Gate gate = Gate.closed();
    a.always(script -> script.waitFor(gate).text("Paid to <EMAIL_1>."));
    Idempotency order = Idempotency.key("order-17");

    CompletableFuture<ChatResponse> ada = llm.prompt("Pay to ada@example.com.").with(order).async();
    a.awaitReceived(1);
    CompletableFuture<ChatResponse> bob = llm.prompt("Pay to bob@example.org.").with(order).async();
    a.awaitReceived(2);
    gate.open();

    assertThat(ada.join().text()).isEqualTo("Paid to ada@example.com.");
    assertThat(bob.join().text()).isEqualTo("Paid to bob@example.org.");
  }
}
