package io.llmgw.core.client;

import io.llmgw.api.chain.Feature;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A provider and a feature that say when they are closed. */
final class ClosingParts {
  private final List<String> closed = Collections.synchronizedList(new ArrayList<>());
  private final ScriptedProvider inner;

  ClosingParts(ScriptedProvider inner) {
    this.inner = inner;
  }

  List<String> closed() {
    return List.copyOf(closed);
  }

  Provider provider() {
    return provider(() -> {});
  }

  /** The provider, doing this when it is closed. */
  Provider provider(Runnable atClose) {
    return new Provider() {
      @Override
      public String name() {
        return inner.name();
      }

      @Override
      public Capabilities capabilities() {
        return inner.capabilities();
      }

      @Override
      public EventStream open(ProviderCall call) {
        return inner.open(call);
      }

      @Override
      public void close() {
        closed.add("provider, open streams: " + inner.openStreams());
        atClose.run();
      }
    };
  }

  Feature feature() {
    return new Feature() {
      @Override
      public String name() {
        return "feature";
      }

      @Override
      public void close() {
        closed.add("feature");
      }
    };
  }
}
