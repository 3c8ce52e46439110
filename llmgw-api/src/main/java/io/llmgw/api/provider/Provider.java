package io.llmgw.api.provider;

import io.llmgw.api.event.EventStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A source of answers: an HTTP API, or a model in this process. Thread-safe; many calls are open at
 * the same time. A provider belongs to the client it was given to, which closes it.
 */
public interface Provider extends AutoCloseable {
  /**
   * The name that model references start with, as {@code openai} in {@code openai/gpt-5-mini}:
   * letters, digits, {@code . _ -}, without a slash. Constant.
   */
  String name();

  /** What this provider can do at most; constant. */
  Capabilities capabilities();

  /**
   * What it can do with one of its models, as far as the provider itself tells them apart;
   * constant, and never more than {@link #capabilities()}, which is the default. What is known of
   * the model in the catalogue counts besides.
   *
   * @param model the provider's own id of it
   */
  default Capabilities capabilities(String model) {
    return capabilities();
  }

  /**
   * Starts one exchange. The stream hands out {@code Started}, content, {@code Completed}, in that
   * order, or throws {@link io.llmgw.api.error.LlmException}; a whole answer becomes the same
   * events as a streamed one. May block until the answer begins; must end within 200 ms once {@link
   * ProviderCall#cancellation()} is cancelled, which it learns by registering a wake-up there.
   *
   * <p>The request is sent at most once: repeating is the engine's business.
   *
   * @throws io.llmgw.api.error.LlmException when the exchange fails before there is a stream
   */
  EventStream open(ProviderCall call);

  /** Where the keys come from; default none, for providers that need no key. */
  default KeySource keys() {
    return KeySource.NONE;
  }

  /** How much one embedding request may hold to any model; constant. Default unknown. */
  default EmbeddingLimits embeddingLimits() {
    return EmbeddingLimits.UNKNOWN;
  }

  /**
   * How much one embedding request to a model may hold, by the provider's own id of it; constant
   * for each. Default that of all models, {@link #embeddingLimits()}.
   */
  default EmbeddingLimits embeddingLimits(String model) {
    return embeddingLimits();
  }

  /**
   * How large the media of one request may be; constant. Default unknown. A provider holds its
   * requests to that itself, with {@link io.llmgw.api.error.ErrorKind#UNSUPPORTED} before it sends
   * anything; the engine does not.
   */
  default MediaLimits mediaLimits() {
    return MediaLimits.UNKNOWN;
  }

  /**
   * Where it answers, for those who watch calls: scheme, host and port, nothing that could be
   * secret; constant. Default null, for a model in this process.
   */
  default @Nullable URI server() {
    return null;
  }

  /**
   * Frees connections and threads. Called once, after the last call, on a thread of its own, which
   * the client's {@code close} waits for, for its grace and 5 s at most; default nothing.
   */
  @Override
  default void close() {}
}
