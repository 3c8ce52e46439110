package io.llmgw.core.link;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.chain.PlaceWait;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.observe.AttemptWatch;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt, as its provider sees it. */
final class RealProviderCall implements ProviderCall {
  private static final Duration WORTH_A_NOTE = Duration.ofMillis(1);

  private final Scope scope;
  private final RealAttempt attempt;
  private final LlmRequest<?> request;

  RealProviderCall(Scope scope, LlmRequest<?> request) {
    this.scope = scope;
    this.attempt = Objects.requireNonNull(scope.attempt(), "attempt");
    this.request = request;
  }

  @Override
  public LlmRequest<?> request() {
    return request;
  }

  @Override
  public String model() {
    return attempt.target().model();
  }

  @Override
  public Delivery delivery() {
    return scope.delivery();
  }

  @Override
  public @Nullable ApiKey key() {
    return attempt.key();
  }

  @Override
  public int attempt() {
    return attempt.number();
  }

  @Override
  public Cancellation cancellation() {
    return scope.cancellation();
  }

  @Override
  public TimeSource time() {
    return scope.time();
  }

  @Override
  public Timeouts timeouts() {
    return scope.call().timeouts();
  }

  @Override
  public Map<String, String> headers() {
    AttemptWatch watch = attempt.watch();
    return watch == null ? Map.of() : watch.headers();
  }

  @Override
  public void note(String note) {
    scope.trail().note(attempt.target().provider(), note);
  }

  @Override
  public void waitsFor(Supplier<String> limit) {
    attempt.waitFor(limit);
  }

  @Override
  public void goesOn() {
    PlaceWait wait = attempt.goOn();
    if (wait != null && wait.took().compareTo(WORTH_A_NOTE) >= 0) {
      note("waited " + wait);
    }
  }

  @Override
  public void sent() {
    attempt.markSent();
  }

  @Override
  public void refusedUnread() {
    attempt.markUnsent();
    note("was refused unread, and is sent again");
  }
}
