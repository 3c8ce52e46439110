package io.llmgw.api.provider;

import io.llmgw.api.Caller;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keys that depend on the caller. Thread-safe. */
final class CallerKeys implements KeySource {
  private final Function<Caller, KeySource> sources;
  private final AskedSources asked = new AskedSources();

  CallerKeys(Function<Caller, KeySource> sources) {
    this.sources = sources;
  }

  @Override
  public List<ApiKey> keysFor(Caller caller) {
    return of(caller).keysFor(caller);
  }

  @Override
  public boolean isReady(Caller caller) {
    return of(caller).isReady(caller);
  }

  private KeySource of(Caller caller) {
    @Nullable KeySource source = sources.apply(caller);
    if (source == null) { // as a map has it, whatever the signature says
      throw LlmException.of(
              ErrorKind.CONFIGURATION,
              "the function gave no key source for this caller; give KeySource.NONE for one"
                  + " without keys")
          .build();
    }
    if (source != KeySource.NONE) {
      asked.add(source);
    }
    return source;
  }

  @Override
  public void stopFetching() {
    asked.stopFetching();
  }
}
