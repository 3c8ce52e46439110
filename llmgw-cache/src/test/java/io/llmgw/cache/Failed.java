package io.llmgw.cache;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** How calls failed. */
final class Failed {
  private Failed() {}

  /** Of the failure; null where there is none. */
  static ErrorKind kindOf(CompletableFuture<?> asked) {
    return asked
        .handle(
            (answer, thrown) ->
                thrown == null
                    ? null
                    : ((LlmException)
                            (thrown instanceof CompletionException ? thrown.getCause() : thrown))
                        .kind())
        .join();
  }
}
