package io.llmgw.api.chain;

import io.llmgw.api.ContextCapture;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.time.TimeSource;
import java.util.List;

/**
 * A policy that a module offers as one thing, made of one or more links: {@code
 * builder.use(feature)}. A feature belongs to the client it was given to, which closes it.
 */
public interface Feature extends AutoCloseable {
  /** What {@code explain} and errors call it; constant. */
  String name();

  /**
   * The links it contributes, asked for once when the client is built; default none. They may stand
   * in any slot but {@link Slot#OBSERVE}, which is for {@linkplain #observers observers}, and
   * {@link Slot#PROVIDER}. That is more than a {@linkplain
   * io.llmgw.api.LlmClientBuilder#use(Interceptor) link by itself} may: in {@link Slot#ROUTE},
   * {@link Slot#RETRY}, {@link Slot#MEASURE} and {@link Slot#BREAKER} they stand beside those of
   * the engine, by their order, and take none away.
   *
   * @param time the clocks to measure and wait by
   */
  default List<Interceptor> links(TimeSource time) {
    return List.of();
  }

  /**
   * The observers it contributes, asked for once when the client is built; default none.
   *
   * @param time the clocks to measure and wait by
   */
  default List<CallObserver> observers(TimeSource time) {
    return List.of();
  }

  /**
   * The listeners of events that it contributes, asked for once when the client is built; default
   * none.
   *
   * @param time the clocks to measure and wait by
   */
  default List<GatewayListener> listeners(TimeSource time) {
    return List.of();
  }

  /**
   * What it needs to be carried from the threads of the host to those of calls, such as the span
   * that is current; asked for once when the client is built; default none. Put onto a thread after
   * what the host itself {@linkplain io.llmgw.api.LlmClientBuilder#carry carries}.
   */
  default List<ContextCapture> captures() {
    return List.of();
  }

  /**
   * Frees what it holds; default nothing. Called once, after the last call of the client: what it
   * contributed is told of none after that, also of none that is refused as the client is closed.
   * Calls alone that have not heeded their cancellation within 5 s may still be under way. On a
   * thread of its own, which the client's {@code close} waits for, for its grace and 5 s at most.
   */
  @Override
  default void close() {}
}
