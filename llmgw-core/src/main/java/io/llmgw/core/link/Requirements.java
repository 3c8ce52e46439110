package io.llmgw.core.link;

import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.catalog.Support;
import io.llmgw.api.chain.Trail;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.Target;
import io.llmgw.core.account.Accounting;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a request to what its target is known to take, before anything is sent. What is unknown is
 * allowed, and noted. Thread-safe.
 */
final class Requirements {
  /**
   * Estimates err: a prompt is refused only where it is over the window by more than half of it.
   */
  private static final double CLEARLY_OVER = 1.5;

  private final Accounting accounting;

  Requirements(Accounting accounting) {
    this.accounting = accounting;
  }

  /**
   * Checks a request.
   *
   * @throws LlmException of kind UNSUPPORTED or CONTEXT_LENGTH when the target is known not to take
   *     it
   */
  void check(LlmRequest<?> request, Target target, Provider provider, Trail trail) {
    ModelFacts facts = accounting.facts(target.ref());
    if (request.content() instanceof ChatContent content) {
      Set<Capability> needed = neededBy(content);
      if (!needed.isEmpty()) {
        Capabilities adapter = provider.capabilities(); // made anew by some, and mostly not needed
        needed.forEach(each -> check(each, facts.can(each, adapter), request, target, trail));
      }
    }
    checkWindow(request, target, facts);
  }

  private static void check(
      Capability needed, Support support, LlmRequest<?> request, Target target, Trail trail) {
    if (support == Support.UNKNOWN) {
      trail.note("router", "whether " + target + " can do " + needed + " is unknown");
    } else if (support == Support.NO && request.option(Leniency.class) == Leniency.DROP) {
      trail.note("router", target + " is known not to do " + needed + ", and is asked leniently");
    } else if (support == Support.NO) {
      throw refusal(
          ErrorKind.UNSUPPORTED,
          target,
          target
              + " cannot do "
              + needed
              + ", which the request needs: choose another model, or say that it can in the"
              + " catalogue");
    }
  }

  private void checkWindow(LlmRequest<?> request, Target target, ModelFacts facts) {
    long window = facts.maxInputTokens().orElse(facts.contextTokens().orElse(Long.MAX_VALUE));
    // Hardly any text has more tokens than chars, so that most prompts need no estimate.
    if (window == Long.MAX_VALUE || request.content().textLength() <= window) {
      return;
    }
    long tokens = accounting.estimator().inputTokens(request, target.ref());
    if (tokens > CLEARLY_OVER * window) {
      throw refusal(
          ErrorKind.CONTEXT_LENGTH,
          target,
          "the prompt has about "
              + tokens
              + " tokens, and "
              + target
              + " takes "
              + window
              + ": shorten it, or choose a model with a larger window");
    }
  }

  private static LlmException refusal(ErrorKind kind, Target target, String message) {
    return LlmException.of(kind, message).target(target.provider(), target.model()).build();
  }

  /** What the target can do as far as it is known: what is unknown counts as the adapter says. */
  static Capabilities known(ModelFacts facts, Capabilities adapter) {
    return Capabilities.of(
        EnumSet.allOf(Capability.class).stream()
            .filter(capability -> isOffered(capability, facts, adapter))
            .toArray(Capability[]::new));
  }

  private static boolean isOffered(Capability capability, ModelFacts facts, Capabilities adapter) {
    return switch (facts.can(capability, adapter)) {
      case YES -> true;
      case NO -> false;
      case UNKNOWN -> adapter.has(capability);
    };
  }

  private static Set<Capability> neededBy(ChatContent content) {
    Set<Capability> needed = null;
    if (!content.tools().isEmpty()) {
      needed = with(needed, Capability.TOOLS);
    }
    ResponseFormat form = content.responseFormat();
    if (form instanceof ResponseFormat.Schema) {
      needed = with(needed, Capability.JSON_SCHEMA);
    } else if (form == ResponseFormat.Mode.JSON_OBJECT) {
      needed = with(needed, Capability.JSON_OBJECT);
    }
    List<Message> messages = content.messages();
    for (int i = 0; i < messages.size(); i++) {
      List<Part> parts = messages.get(i).parts();
      for (int j = 0; j < parts.size(); j++) {
        Capability media = neededBy(parts.get(j));
        needed = media == null ? needed : with(needed, media);
      }
    }
    return needed == null ? Set.of() : needed;
  }

  private static @Nullable Capability neededBy(Part part) {
    if (part instanceof Part.Image) {
      return Capability.IMAGES;
    }
    if (part instanceof Part.Audio) {
      return Capability.AUDIO;
    }
    if (part instanceof Part.Video) {
      return Capability.VIDEO;
    }
    // A document of plain text is read by whoever reads text.
    boolean pages = part instanceof Part.Document document && !isPlainText(document);
    return pages ? Capability.DOCUMENTS : null;
  }

  private static boolean isPlainText(Part.Document document) {
    String type = document.media().mediaType();
    return type != null && type.startsWith("text/");
  }

  private static Set<Capability> with(@Nullable Set<Capability> some, Capability more) {
    Set<Capability> all = some == null ? EnumSet.noneOf(Capability.class) : some;
    all.add(more);
    return all;
  }
}
