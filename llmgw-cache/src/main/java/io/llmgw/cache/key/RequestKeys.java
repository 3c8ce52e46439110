package io.llmgw.cache.key;

import io.llmgw.api.Caller;
import io.llmgw.api.chain.CallContext;
import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.route.SameModel;
import io.llmgw.cache.CacheScope;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the keys of a cache, right by construction: of the complete effective request. */
public final class RequestKeys {
  /** Changes whenever the bytes of a key would mean something else. */
  private static final long VERSION = 1;

  private static final int NAMED = 16;
  private static final int GROUP = 17;

  private final CacheScope scope;
  private final @Nullable String policyVersion;
  private final KnownOptions knownOptions = new KnownOptions();
  private final byte[] secret = new byte[32];

  /** Keys within this scope, under this version of the host's policies. */
  public RequestKeys(CacheScope scope, @Nullable String policyVersion) {
    this.scope = scope;
    this.policyVersion = policyVersion;
    new SecureRandom().nextBytes(secret);
  }

  /** Whether the caller is told apart from all others that there may be. */
  public boolean isKnown(Caller caller) {
    return scope != CacheScope.USER || caller.user() != null;
  }

  /**
   * The key of a whole answer, of any operation but embeddings.
   *
   * @throws UncomparableOptionException when an option of the host cannot be a part of it
   */
  public CacheKey of(LlmRequest<?> request, CallContext context, String namespace) {
    KeyWriter out = begin(request, context, namespace);
    whole(out, request);
    return new CacheKey(out.hash(), options(request));
  }

  private static void whole(KeyWriter out, LlmRequest<?> request) {
    if (request instanceof ChatRequest chat) {
      settings(out, chat.settings());
      new ContentWriter(out).chat(chat.content());
    } else {
      new OperationWriter(out).request(request);
    }
  }

  /**
   * What requests have in common that differ in the text of their last message alone: all else that
   * can change an answer.
   *
   * @throws UncomparableOptionException when an option of the host cannot be a part of it
   */
  public CacheKey ofGroup(ChatRequest request, CallContext context, String namespace) {
    KeyWriter out = begin(request, context, namespace);
    out.tag(GROUP);
    settings(out, request.settings());
    new ContentWriter(out).chatWithoutQuestion(request.content());
    return new CacheKey(out.hash(), options(request));
  }

  /**
   * The key of a call that has a name of its own. Its tenant has given it, whoever shares answers:
   * two that number their orders mean different ones.
   */
  public CacheKey ofNamed(String name, CallContext context, String namespace) {
    KeyWriter out = scope(context, namespace);
    out.tag(NAMED);
    out.text(context.caller().tenant());
    out.text(name);
    return new CacheKey(out.hash(), OptionSet.NONE);
  }

  /** What a request says, of any operation but embeddings, before anything is masked in it. */
  public Said said(LlmRequest<?> request) {
    KeyWriter out = new KeyWriter();
    out.hashOf(secret);
    out.text(request.operation().name());
    whole(out, request);
    return new Said(out.hash());
  }

  /**
   * What is asked for under a name: a request, and what was said before it was masked.
   *
   * @param said null where that is not known
   * @throws UncomparableOptionException when an option of the host cannot be a part of it
   */
  public CacheKey ofAsked(
      LlmRequest<?> request, @Nullable Said said, CallContext context, String namespace) {
    KeyWriter out = begin(request, context, namespace);
    whole(out, request);
    if (said == null) {
      out.nothing();
    } else {
      out.hashOf(said.hash());
    }
    return new CacheKey(out.hash(), options(request));
  }

  /**
   * The key of the vector of each text, in the order of the inputs.
   *
   * @throws UncomparableOptionException when an option of the host cannot be a part of it
   */
  public List<CacheKey> of(EmbeddingRequest request, CallContext context, String namespace) {
    KeyWriter out = begin(request, context, namespace);
    EmbeddingContent content = request.content();
    number(out, request.dimensions());
    new ContentWriter(out).extras(content);
    OptionSet options = options(request);
    int mark = out.mark();
    List<CacheKey> keys = new ArrayList<>(content.inputs().size());
    for (String input : content.inputs()) {
      out.text(input);
      keys.add(new CacheKey(out.hash(), options));
      out.back(mark);
    }
    return keys;
  }

  private KeyWriter begin(LlmRequest<?> request, CallContext context, String namespace) {
    KeyWriter out = scope(context, namespace);
    out.text(request.operation().name());
    out.text(context.nameOf(request));
    out.text(context.destination(request));
    return out;
  }

  private KeyWriter scope(CallContext context, String namespace) {
    KeyWriter out = new KeyWriter();
    out.number(VERSION);
    out.text(policyVersion);
    out.text(namespace);
    out.text(scope.name());
    Caller caller = context.caller();
    if (scope != CacheScope.EVERYBODY) {
      out.text(caller.tenant());
    }
    if (scope == CacheScope.USER) {
      out.text(caller.application());
      out.text(caller.user());
    }
    return out;
  }

  private static void settings(KeyWriter out, GenerationSettings settings) {
    number(out, settings.temperature());
    number(out, settings.topP());
    number(out, settings.topK());
    number(out, settings.maxOutputTokens());
    number(out, settings.seed());
    number(out, settings.frequencyPenalty());
    number(out, settings.presencePenalty());
    Boolean parallel = settings.parallelToolCalls();
    number(out, parallel == null ? null : parallel ? 1 : 0);
    ReasoningSettings reasoning = settings.reasoning();
    if (reasoning == null) {
      out.nothing();
    } else {
      out.text(reasoning.effort() == null ? null : reasoning.effort().name());
      number(out, reasoning.budgetTokens());
    }
  }

  static void number(KeyWriter out, @Nullable Number value) {
    if (value == null) {
      out.nothing();
    } else if (value instanceof Double real) {
      out.number(Double.doubleToLongBits(real));
    } else {
      out.number(value.longValue());
    }
  }

  private OptionSet options(LlmRequest<?> request) {
    try {
      Set<RequestOption> options = new HashSet<>();
      for (RequestOption option : request.options().all()) {
        if (NoMatter.matters(option) && !isHeldToLater(option, request)) {
          options.add(option);
        }
      }
      return knownOptions.of(Set.copyOf(options));
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable thrown) { // code of the host
      throw new UncomparableOptionException(thrown);
    }
  }

  /** A vector is held to this when it is found. */
  private static boolean isHeldToLater(RequestOption option, LlmRequest<?> request) {
    return option instanceof SameModel && request instanceof EmbeddingRequest;
  }
}
