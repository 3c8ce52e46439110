package io.llmgw.api.response;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.moderation.ModerationResponse;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.usage.Served;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects one verdict for each input, in whatever order they come. */
final class VerdictsAssembler extends ResponseAssembler<ModerationResponse> {
  private final @Nullable ModerationVerdict[] verdicts;
  private int missing;

  VerdictsAssembler(int inputs) {
    verdicts = new ModerationVerdict[inputs];
    missing = inputs;
  }

  @Override
  void content(ContentEvent event) {
    if (!(event instanceof InputJudged judged)) {
      throw new IllegalStateException(event + " in the answer to a moderation");
    }
    int index = judged.index();
    if (index >= verdicts.length) {
      throw new IllegalStateException("verdict " + index + " for " + verdicts.length + " inputs");
    }
    if (verdicts[index] != null) {
      throw new IllegalStateException("a second verdict " + index);
    }
    verdicts[index] = judged.verdict();
    missing--;
  }

  @Override
  ModerationResponse assemble(Completed last, Served served) {
    if (missing > 0) {
      throw new IllegalStateException(missing + " of " + verdicts.length + " verdicts are missing");
    }
    return new ModerationResponse(Arrays.asList(verdicts), usage(), served, head());
  }
}
