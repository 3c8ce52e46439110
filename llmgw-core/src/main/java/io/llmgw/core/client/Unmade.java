package io.llmgw.core.client;

import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.core.chain.Call;
import io.llmgw.core.chain.CallFacts;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.RealChain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call, or a run of several, that ends before it has begun: it runs through its observers and
 * nothing else, so that they are told of it just as of those that are made.
 */
record Unmade(String id, LlmRequest<?> request, Delivery delivery, Asked asked) {
  private static final Logger log = LoggerFactory.getLogger(Unmade.class);

  /**
   * Tells them why; whoever asks is told so whatever comes of this.
   *
   * @param hostAlone whether observers of features, which are closed, are left out
   */
  void tell(LlmException why, boolean hostAlone, SlowCalls slow) {
    try {
      Call call = call(why, hostAlone);
      pass(call, why);
      slow.ended(call);
    } catch (Throwable noClock) { // whatever it throws
      log.warn(
          "call {}: nobody who observes it was told of its end, as the clock failed with {}",
          id,
          noClock.getClass().getName());
    }
  }

  private Call call(LlmException why, boolean hostAlone) {
    CallFacts facts =
        asked
            .configuration()
            .unmadeFacts(id, request, delivery, asked.caller(), new Refusal(why), hostAlone);
    // What is refused for another reason stays so, though somebody may cancel it meanwhile.
    RealCancellation token =
        why instanceof CallCancelledException ? asked.token() : new RealCancellation();
    return new Call(facts, token, asked.waited());
  }

  private void pass(Call call, LlmException why) {
    try {
      RealChain.open(call.scope(), 0, request, null).close();
    } catch (LlmException thrown) {
      log.debug("call {} was not made: {}", id, why.kind());
    }
  }
}
