package io.llmgw.cache.similar;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.time.TimeSource;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.rest.Rest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors of questions, where there are any: whatever is wrong with an embedding is noted in
 * the trail, and the call goes on without. Thread-safe.
 */
public final class Vectors {
  private static final Logger log = LoggerFactory.getLogger(Vectors.class);
  private static final int MOST_MODELS = 64;

  private final VectorSource source;
  private final Rest rest;
  private final Map<String, Integer> dimensions = new ConcurrentHashMap<>();

  private Vectors(VectorSource source, TimeSource time) {
    this.source = source;
    this.rest = new Rest(time);
  }

  /** From where the settings say. */
  public static Vectors of(SemanticSettings settings, TimeSource time) {
    return new Vectors(source(settings, time), time);
  }

  private static VectorSource source(SemanticSettings settings, TimeSource time) {
    SemanticSettings.Source source = settings.source();
    if (source instanceof SemanticSettings.ByModel model) {
      return new ModelSource(model.model(), settings.within());
    }
    if (source instanceof SemanticSettings.ByFunction function) {
      return new FunctionSource(function.embedder(), settings.within(), time);
    }
    LexicalEmbedder embedder = ((SemanticSettings.Lexical) source).embedder();
    return (text, chain, control) -> Embedded.of("lexical", embedder.embed(text));
  }

  /**
   * The vector of a text; null where there is none, which is noted.
   *
   * @throws LlmException when the call is cancelled
   */
  public @Nullable Embedded of(String text, Chain chain, CacheControl control, String link) {
    CallContext context = chain.context();
    if (rest.isOn()) {
      context.trail().note(link, "no similar question: embeddings fail, and rest");
      return null;
    }
    try {
      Embedded vector = source.embed(text, chain, control);
      rest.succeeded();
      return hasUsualLength(vector, context, link) ? vector : null;
    } catch (ContractBreachException breach) {
      throw breach;
    } catch (LlmException error) {
      context.cancellation().throwIfCancelled();
      // What will not pass has its reason in this caller or text: others need not rest for it.
      failed(context, link, error.kind().toString(), error.isRetryable());
    } catch (RuntimeException failure) {
      failed(context, link, failure.getClass().getSimpleName(), true);
    }
    return null;
  }

  private void failed(CallContext context, String link, String reason, boolean isOfAll) {
    if (isOfAll && rest.failed()) {
      log.warn(
          "embeddings for similar questions keep failing, the last with {}; they rest", reason);
    }
    context.trail().note(link, "no similar question: the embedding failed with " + reason);
  }

  /** Vectors of another length than before cannot be compared with what is there. */
  private boolean hasUsualLength(Embedded vector, CallContext context, String link) {
    int now = vector.numbers().length;
    if (dimensions.size() >= MOST_MODELS) {
      dimensions.clear();
    }
    Integer before = dimensions.put(vector.model(), now);
    if (before == null || before == now) {
      return true;
    }
    context
        .trail()
        .note(link, "no similar question: the embedding has " + now + " numbers, not " + before);
    return false;
  }

  /** Ends what it has begun. */
  public void close() {
    source.close();
  }
}
