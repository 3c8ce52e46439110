package io.llmgw.core.filter;

import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.catalog.Support;
import io.llmgw.api.chain.Trail;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Target;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.provider.Providers;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a request to what a target is known to take, before anything is sent. What is unknown is
 * allowed, and noted. Thread-safe.
 */
public final class Fitness {
  /**
   * Estimates err: a prompt is refused only where it is over the window by more than half of it.
   */
  private static final double CLEARLY_OVER = 1.5;

  private static final String INCAPABLE =
      "choose another model, or say that it can in the catalogue";
  private static final String UNREASONED =
      "leave reasoning out, allow that with Leniency.DROP, or say that it can in the catalogue";

  private static final String UNTOLD =
      "its adapter has no form for the parameter reasoning; leave it out, or allow that with"
          + " Leniency.DROP";

  private final Providers providers;
  private final Accounting accounting;

  /** Fitness of the models of these providers, by what is known of them here. */
  public Fitness(Providers providers, Accounting accounting) {
    this.providers = providers;
    this.accounting = accounting;
  }

  /** Why the target is known not to take the request: UNSUPPORTED or CONTEXT_LENGTH; or null. */
  @Nullable Refusal refusal(
      LlmRequest<?> request, Set<Capability> needed, Target target, @Nullable Trail trail) {
    ModelFacts facts = accounting.facts(target.ref());
    if (!needed.isEmpty()) {
      Capabilities adapter = capabilities(target); // made anew by some, and mostly not needed
      for (Capability each : needed) {
        Support support = facts.can(each, adapter);
        if (support == Support.NO && request.option(Leniency.class) != Leniency.DROP) {
          return incapable(each, adapter);
        }
        note(each, support, target, trail);
      }
    }
    Refusal refusal = setsWhatIsFixed(request, facts);
    return refusal != null ? refusal : tooLong(request, target, facts);
  }

  private static Refusal incapable(Capability needed, Capabilities adapter) {
    if (needed == Capability.REASONING && !adapter.has(needed)) {
      // Some of these reason all the same, and no word in the catalogue gives the adapter a form.
      return Refusal.of(ErrorKind.UNSUPPORTED, "is not told how much to do of " + needed, UNTOLD);
    }
    return Refusal.of(
        ErrorKind.UNSUPPORTED,
        "cannot do " + needed + ", which the request needs",
        needed == Capability.REASONING ? UNREASONED : INCAPABLE);
  }

  private static @Nullable Refusal setsWhatIsFixed(LlmRequest<?> request, ModelFacts facts) {
    List<String> refused = FixedSampling.refused(request, facts);
    return refused.isEmpty() || request.option(Leniency.class) == Leniency.DROP
        ? null
        : Refusal.of(
            ErrorKind.UNSUPPORTED,
            "does not take the parameter " + String.join(", ", refused),
            "leave it out, allow that with Leniency.DROP, or say in the catalogue that the model"
                + " takes a temperature");
  }

  /**
   * The request as the target takes it: a lenient one without the parameters that it refuses, and
   * every one without a word on reasoning that is needless, as the model is known to have none.
   */
  public LlmRequest<?> fitted(LlmRequest<?> request, Target target, Trail trail) {
    if (!(request instanceof ChatRequest chat)) {
      return request;
    }
    ReasoningSettings reasoning = chat.settings().reasoning();
    boolean lenient = request.option(Leniency.class) == Leniency.DROP;
    if (!lenient && (reasoning == null || !reasoning.isOff())) {
      return request;
    }
    ModelFacts facts = accounting.facts(target.ref());
    ChatRequest fitted = chat;
    List<String> refused = lenient ? FixedSampling.refused(chat, facts) : List.of();
    if (!refused.isEmpty()) {
      String names = String.join(", ", refused);
      trail.note("router", "the parameter " + names + " was left out: " + target + " refuses it");
      fitted = FixedSampling.left(fitted);
    }
    if (reasoning != null && facts.can(Capability.REASONING) == Support.NO) {
      trail.note("router", "reasoning was left out: " + target + " is known to have none");
      fitted = unreasoned(fitted);
    }
    return fitted;
  }

  private static ChatRequest unreasoned(ChatRequest chat) {
    GenerationSettings settings = chat.settings();
    return chat.withSettings(
        new GenerationSettings(
            settings.temperature(),
            settings.topP(),
            settings.topK(),
            settings.maxOutputTokens(),
            settings.seed(),
            settings.frequencyPenalty(),
            settings.presencePenalty(),
            settings.parallelToolCalls(),
            null));
  }

  private static void note(
      Capability needed, Support support, Target target, @Nullable Trail trail) {
    if (trail != null && support == Support.UNKNOWN) {
      trail.note("router", "whether " + target + " can do " + needed + " is unknown");
    } else if (trail != null && support == Support.NO && needed != Capability.REASONING) {
      // Reasoning is left out, by this side or the adapter, and noted there.
      trail.note("router", target + " is known not to do " + needed + ", and is asked leniently");
    }
  }

  private @Nullable Refusal tooLong(LlmRequest<?> request, Target target, ModelFacts facts) {
    long window = window(facts);
    // Hardly any text has more tokens than chars, so that most prompts need no estimate.
    if (window == Long.MAX_VALUE || request.content().textLength() <= window) {
      return null;
    }
    boolean texts = request instanceof EmbeddingRequest;
    long tokens =
        request instanceof EmbeddingRequest embedding
            ? longest(embedding, target)
            : accounting.estimator().inputTokens(request, target.ref());
    return tokens <= CLEARLY_OVER * window
        ? null
        : Refusal.of(
            ErrorKind.CONTEXT_LENGTH,
            ("takes " + window + " tokens, and " + (texts ? "a text" : "the prompt"))
                + (" has about " + tokens + " tokens"),
            "shorten it, or choose a model with a larger window");
  }

  /** The window is for each text of an embedding: the tokens of the longest. */
  private long longest(EmbeddingRequest request, Target target) {
    String longest = "";
    for (String input : request.inputs()) {
      longest = input.length() > longest.length() ? input : longest;
    }
    EmbeddingRequest alone = request.withContent(request.content().withInputs(List.of(longest)));
    return accounting.estimator().inputTokens(alone, target.ref());
  }

  private static long window(ModelFacts facts) {
    return facts.maxInputTokens().orElse(facts.contextTokens().orElse(Long.MAX_VALUE));
  }

  /** How many tokens of input the model takes; {@link Long#MAX_VALUE} when unknown. */
  public long window(ModelRef model) {
    return window(accounting.facts(model));
  }

  /** What the target can do as far as it is known: what is unknown counts as the adapter says. */
  public Capabilities known(Target target) {
    ModelFacts facts = accounting.facts(target.ref());
    Capabilities adapter = capabilities(target);
    return Capabilities.of(
        EnumSet.allOf(Capability.class).stream()
            .filter(capability -> isOffered(capability, facts, adapter))
            .toArray(Capability[]::new));
  }

  private Capabilities capabilities(Target target) {
    return providers.of(target).capabilities(target.ref().model());
  }

  private static boolean isOffered(Capability capability, ModelFacts facts, Capabilities adapter) {
    return switch (facts.can(capability, adapter)) {
      case YES -> true;
      case NO -> false;
      case UNKNOWN -> adapter.has(capability);
    };
  }
}
