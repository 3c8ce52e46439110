package io.llmgw.api.provider;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt as a provider sees it. Made by the engine; valid until its stream ends. */
public interface ProviderCall {
  /** What is asked. Its {@link LlmRequest#model()} is the caller's word; use {@link #model()}. */
  LlmRequest<?> request();

  /** The provider's own id of the model, as {@code gpt-5-mini}. */
  String model();

  /** Whether the answer should be asked for whole or as a stream. */
  Delivery delivery();

  /** The key to use, null when {@link Provider#keys()} offers none. */
  @Nullable ApiKey key();

  /** Number of this attempt within the call, from 1. */
  int attempt();

  /** Cancelled when this attempt must end: register a wake-up for whatever blocks. */
  Cancellation cancellation();

  /** The clocks to measure and wait by. */
  TimeSource time();

  /** The clocks that bound this attempt, defaults filled in. */
  Timeouts timeouts();

  /**
   * Headers that observers of the call want the request to have, such as those of a trace, for a
   * provider that sends headers; it leaves out those that it sets itself. In order, names and
   * values fit to be sent; default none. Asked for once, as the request is written.
   */
  default Map<String, String> headers() {
    return Map.of();
  }

  /**
   * Adds to the call's decision trail, for instance a parameter that was dropped.
   *
   * @param note what was decided and why; never prompt or answer text
   */
  void note(String note);

  /**
   * Says that the attempt waits for a place within a limit of this process, such as the most
   * connections to one host, until it {@linkplain #goesOn() goes on}. Meanwhile the clock of the
   * first token stands still, unless the request has been {@linkplain #refusedUnread() refused},
   * and what ends the attempt is no failure of the provider: a clock of its own is told as {@link
   * io.llmgw.api.error.ErrorKind#LOCAL_RESOURCE}, the total of the call as what it is, both with
   * this limit and the time that was waited. For what comes before {@link #sent()}, on the thread
   * of the attempt.
   *
   * @param limit names the setting and its value, as {@code maxConnectionsPerHost of 20}; asked
   *     when it is told, perhaps on another thread, and must not throw
   */
  void waitsFor(Supplier<String> limit);

  /** Says that the attempt has the place that it waited for; nothing where it did not. */
  void goesOn();

  /**
   * Says that from here on the request may have reached the provider, so that a failure may be
   * billed. Call it right before the first byte leaves; idempotent.
   */
  void sent();

  /**
   * Says that what was {@linkplain #sent() sent} has been refused by a server that has not looked
   * at it, and that the attempt sends it again as soon as it has a place: until then nothing of it
   * can be billed, and it may {@linkplain #waitsFor wait}, within the clock of the first token, so
   * that a route goes on to a target that has room. HTTP/2 has words for that: {@code
   * REFUSED_STREAM} (RFC 9113, 8.7). On the thread of the attempt. The default does nothing, for
   * calls that nobody bills.
   */
  default void refusedUnread() {}
}
