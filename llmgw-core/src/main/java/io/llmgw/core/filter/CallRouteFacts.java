package io.llmgw.core.filter;

import io.llmgw.api.Caller;
import io.llmgw.api.catalog.Modality;
import io.llmgw.api.chain.AttributeKey;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Trail;
import io.llmgw.api.condition.RequestClassifier;
import io.llmgw.api.condition.RouteFacts;
import io.llmgw.api.condition.Task;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.account.TokenNeeds;
import io.llmgw.core.chain.Failures;
import io.llmgw.core.chain.Scope;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The facts of one call that its way depends on, each worked out when it is first asked for. */
public final class CallRouteFacts implements RouteFacts {
  /** A name of no family, for which the estimator takes what holds for most models. */
  private static final ModelRef ANY_MODEL = new ModelRef("any", "any");

  private final LlmRequest<?> request;
  private final Caller caller;
  private final @Nullable Scope scope;
  private final TimeSource time;
  private final TokenNeeds tokens;
  private final @Nullable RequestClassifier classifier;
  private @Nullable Set<Capability> needs;
  private @Nullable Instant now;
  private @Nullable String task;
  private boolean classified;
  private long inputTokens;

  /**
   * The facts of a call.
   *
   * @param scope of the call; null when it is only explained
   */
  public CallRouteFacts(
      LlmRequest<?> request,
      Caller caller,
      @Nullable Scope scope,
      TimeSource time,
      TokenEstimator estimator,
      @Nullable RequestClassifier classifier) {
    this.request = request;
    this.caller = caller;
    this.scope = scope;
    this.time = time;
    this.tokens = new TokenNeeds(request, estimator);
    this.classifier = classifier;
  }

  /** The request itself. */
  public LlmRequest<?> request() {
    return request;
  }

  /** What it needs of a model. */
  TokenNeeds tokens() {
    return tokens;
  }

  /** Where decisions are noted; null when the call is only explained. */
  public @Nullable Trail trail() {
    return scope == null ? null : scope.trail();
  }

  /** The call as the router sees it; null when it is only explained. */
  @Nullable Scope scope() {
    return scope;
  }

  /** Whether nothing is called. */
  public boolean isExplained() {
    return scope == null;
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public Purpose purpose() {
    return scope == null ? Purpose.APPLICATION : scope.purpose();
  }

  @Override
  public Operation operation() {
    return request.operation();
  }

  @Override
  public Delivery delivery() {
    return scope == null ? Delivery.WHOLE : scope.delivery();
  }

  @Override
  public @Nullable String model() {
    return request.model();
  }

  @Override
  public @Nullable String task() {
    if (!classified) {
      Task said = request.option(Task.class);
      task = said == null ? classify() : said.name();
      classified = true;
    }
    return task;
  }

  private @Nullable String classify() {
    if (classifier == null) {
      return null;
    }
    try {
      return classifier.task(request);
    } catch (Throwable thrown) {
      Failures.throwIfFatal(thrown);
      Trail trail = trail();
      if (trail != null) {
        trail.note("router", "the classifier failed with " + thrown.getClass().getName());
      }
      return null;
    }
  }

  @Override
  public Set<Capability> needs() {
    if (needs == null) {
      needs = Collections.unmodifiableSet(Needs.of(request));
    }
    return needs;
  }

  @Override
  public Set<Modality> modalities() {
    return Collections.unmodifiableSet(Needs.modalities(needs()));
  }

  @Override
  public long estimatedInputTokens() {
    if (inputTokens == 0) {
      inputTokens = tokens.read(ANY_MODEL);
    }
    return inputTokens;
  }

  @Override
  public int maxOutputTokens() {
    Integer most = request instanceof ChatRequest chat ? chat.settings().maxOutputTokens() : null;
    return most == null ? 0 : most;
  }

  @Override
  public String serviceTier() {
    return Accounting.serviceTier(request);
  }

  @Override
  public <O extends RequestOption> @Nullable O option(Class<O> key) {
    return request.option(key);
  }

  @Override
  public <T> @Nullable T attribute(AttributeKey<T> key) {
    return scope == null ? null : scope.attribute(key);
  }

  @Override
  public Instant now() {
    if (now == null) {
      now = time.now();
    }
    return now;
  }
}
