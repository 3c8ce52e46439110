package io.llmgw.core.chain;

import io.llmgw.api.Caller;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * What is settled about a call before it begins, shared with its forks.
 *
 * @param runId that of the run that it is a round of; its own id where there is none
 * @param drain what becomes of its attempt when its caller leaves
 * @param links the chain that it runs, of the configuration that it began with
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared, never changed
public record CallFacts(
    String callId,
    String runId,
    @Nullable String parentCallId,
    Caller caller,
    Purpose purpose,
    Delivery delivery,
    Timeouts timeouts,
    UsageDrain drain,
    TimeSource time,
    Link[] links,
    Engine engine) {

  /** The facts of a call through these links. */
  public static CallFacts of(
      String callId,
      String runId,
      @Nullable String parentCallId,
      Caller caller,
      Purpose purpose,
      Delivery delivery,
      Timeouts timeouts,
      UsageDrain drain,
      TimeSource time,
      Links links,
      Engine engine) {
    return new CallFacts(
        callId,
        runId,
        parentCallId,
        caller,
        purpose,
        delivery,
        timeouts,
        drain,
        time,
        links.inOrder(purpose),
        engine);
  }
}
