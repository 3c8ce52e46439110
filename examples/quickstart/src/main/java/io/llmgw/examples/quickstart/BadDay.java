package io.llmgw.examples.quickstart;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.status.KeyStatus;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptWait;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * What a service meets on a bad day, and what becomes of its calls: a reader leaves, a provider is
 * slow, refuses a key, is down or asks for patience, and more calls come than may go out at once.
 */
final class BadDay {
  private static final int AT_ONCE = 5;

  /** So many failures in a row open the breaker of a target. */
  private static final int FAILURES = 5;

  private final LlmClient llm;
  private final Troubles troubles;
  private final PrintStream out;

  BadDay(LlmClient llm, Troubles troubles, PrintStream out) {
    this.llm = llm;
    this.troubles = troubles;
    this.out = out;
  }

  void run() {
    leave();
    hedge();
    refuseKey();
    openBreaker();
    comeAgain();
    waitForTheirTurn();
    shareTheConnection();
  }

  /** Leaving the loop closes the stream, and that ends the answer at its provider too. */
  private void leave() {
    try (ChatStream stream =
        llm.prompt("Tell me a long story.").model(troubles.slow().model()).stream()) {
      for (String piece : stream.text()) {
        out.println("  left midway:      \"" + piece.strip() + "\" was enough");
        break;
      }
    }
  }

  private void hedge() {
    Hedging soon = Hedging.after(Duration.ofMillis(50)).share(1);
    ChatResponse response = llm.prompt("Is anybody quick?").model(Troubles.QUICK).with(soon).send();
    out.println("  hedged:           " + response.served().target() + " was faster");
  }

  private void refuseKey() {
    String model = troubles.strict().model();
    out.println("  key refused:      " + attempts(llm.prompt("May I?").model(model).send()));
    for (KeyStatus key : status(model).restingKeys()) {
      out.println(
          "  key status:       "
              + key.alias()
              + (key.quarantined() ? " in quarantine: " : " rests: ")
              + key.rest().why());
    }
    troubles.rotateKey();
    out.println("  key exchanged:    " + attempts(llm.prompt("And now?").model(model).send()));
  }

  private TargetStatus status(String model) {
    return Objects.requireNonNull(llm.status().target(model));
  }

  /** For example {@code key main AUTH, key spare SUCCEEDED}. */
  private static String attempts(ChatResponse response) {
    StringJoiner all = new StringJoiner(", ");
    for (AttemptRecord attempt : response.served().attempts()) {
      StringBuilder one = new StringBuilder();
      for (AttemptWait wait : attempt.waits()) {
        one.append(wait.took().toMillis()).append(" ms of ").append(wait.reason()).append(", ");
      }
      one.append("key ").append(attempt.keyAlias()).append(' ');
      all.add(one.append(attempt.error() == null ? attempt.state() : attempt.error()));
    }
    return all.toString();
  }

  /** Who fails five times in a row is left alone: further calls end here, and at once. */
  private void openBreaker() {
    String model = troubles.down().model();
    List<ErrorKind> failed = new ArrayList<>();
    for (int i = 0; i < FAILURES; i++) {
      failed.add(failure(Troubles.REMOTE).kind());
    }
    out.println("  down:             " + failed + ", so its breaker is " + status(model).breaker());
    LlmException refused = failure(Troubles.REMOTE);
    out.println(
        "  from then on:     "
            + refused.kind()
            + " after "
            + refused.attempts().size()
            + " attempts");
  }

  private LlmException failure(String model) {
    try {
      llm.prompt("Hello?").model(model).with(Retries.none()).send();
    } catch (LlmException e) {
      return e;
    }
    throw new IllegalStateException(model + " should have failed");
  }

  private void comeAgain() {
    ChatResponse response = llm.prompt("A moment?").model(troubles.modest().model()).send();
    out.println("  asked to wait:    " + attempts(response));
  }

  private void waitForTheirTurn() {
    List<ChatResponse> answers = atOnce(troubles.modest().model());
    long waited = answers.stream().filter(BadDay::waitedForLimit).count();
    out.printf("  one at a time:    %d of %d calls waited for their turn%n", waited, AT_ONCE);
  }

  private static boolean waitedForLimit(ChatResponse response) {
    return response.served().attempts().get(0).waits().stream()
        .anyMatch(wait -> wait.reason() == AttemptWait.Reason.LIMIT);
  }

  private void shareTheConnection() {
    int answers = atOnce(troubles.narrow().model()).size();
    out.printf("  one connection:   %d answers came over it%n", answers);
  }

  private List<ChatResponse> atOnce(String model) {
    List<CompletableFuture<ChatResponse>> asked =
        IntStream.range(0, AT_ONCE)
            .mapToObj(i -> llm.prompt("May I?").model(model).async())
            .toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }
}
