package io.llmgw.cache.link;

import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.CacheControl.Use;
import io.llmgw.cache.key.CacheKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts of which the cache has no vectors, on their way to the link that fills it. */
final class VectorLookup implements Sought {
  private final Texts texts;
  private final CacheControl control;
  private final long askedAt;
  private final long invalidated;
  private final Turn turn;
  private volatile @Nullable Batch late;
  private volatile @Nullable String target;

  /**
   * What is asked for.
   *
   * @param keys of the texts, in their order
   * @param model that alone may be asked, as {@code provider/model}; null where any of the route
   *     may be
   * @param alone whether the request waits for no others, so joins nobody who may
   */
  record Texts(List<CacheKey> keys, List<String> inputs, @Nullable String model, boolean alone) {}

  /**
   * A look for the vectors of these.
   *
   * @param askedAt the number of the last invalidation of all
   * @param invalidated that of the last one that may concern one of them
   */
  VectorLookup(Texts texts, CacheControl control, long askedAt, long invalidated, Turn turn) {
    this.texts = texts;
    this.control = control;
    this.askedAt = askedAt;
    this.invalidated = invalidated;
    this.turn = turn;
  }

  private record Terms(
      List<CacheKey> keys,
      @Nullable String model,
      boolean alone,
      @Nullable Use use,
      long invalidated,
      @Nullable Duration maxAge,
      boolean standIns) {}

  @Override
  public Object terms() {
    return new Terms(
        texts.keys(),
        texts.model(),
        texts.alone(),
        Policy.shared(control),
        invalidated,
        control.maxAge(),
        Policy.isTrue(control.standIns()));
  }

  @Override
  public Turn turn() {
    return turn;
  }

  @Override
  public VectorLookup again(Turn next) {
    return new VectorLookup(texts, control, askedAt, invalidated, next);
  }

  @Override
  public void learn(Sought other) {
    if (other instanceof VectorLookup that) {
      late = that.late;
      target = that.target;
    }
  }

  /** Whether the request asks for these texts, as no link between has changed it. */
  boolean isOf(EmbeddingRequest request) {
    return texts.inputs().equals(request.inputs());
  }

  List<CacheKey> keys() {
    return texts.keys();
  }

  CacheControl control() {
    return control;
  }

  /** The number of the last invalidation when the call began to ask. */
  long askedAt() {
    return askedAt;
  }

  /** These texts, where the vectors of all were there after all; null when they were not. */
  @Nullable Batch late() {
    return late;
  }

  /** Who gave the vectors, as {@code provider/model}; null while there are none, or for a link. */
  @Nullable String target() {
    return target;
  }

  /**
   * The vectors are there.
   *
   * @param model that gave them; null where a link did
   * @param found all of them, where they were there after all; null when they were not
   */
  void answered(@Nullable String model, @Nullable Batch found) {
    target = model;
    late = found;
  }

  @Override
  public Class<VectorLookup> key() {
    return VectorLookup.class;
  }
}
