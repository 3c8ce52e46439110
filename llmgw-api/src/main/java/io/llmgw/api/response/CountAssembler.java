package io.llmgw.api.response;

import io.llmgw.api.counting.TokenCountResponse;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.TokensCounted;
import io.llmgw.api.usage.Served;
import org.jspecify.annotations.Nullable;

/** Takes the one count that there is. */
final class CountAssembler extends ResponseAssembler<TokenCountResponse> {
  private @Nullable TokensCounted counted;

  @Override
  void content(ContentEvent event) {
    if (!(event instanceof TokensCounted count) || counted != null) {
      throw new IllegalStateException(event + " in an answer of one count");
    }
    counted = count;
  }

  @Override
  TokenCountResponse assemble(Completed last, Served served) {
    if (counted == null) {
      throw new IllegalStateException("there is no count");
    }
    return new TokenCountResponse(counted.inputTokens(), usage(), served, head());
  }
}
