package io.llmgw.api.provider;

import io.llmgw.api.Caller;
import java.util.List;
import java.util.function.Function;

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
    KeySource source = sources.apply(caller);
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
