package io.llmgw.cache;

import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Gate;
import java.util.List;

/** Holds one question up between the look into the cache and the look before it is filled. */
final class Between implements Feature, Interceptor {
  static final String QUESTION = "How?";

  final Gate gate = Gate.closed();

  @Override
  public String name() {
    return "between";
  }

  @Override
  public List<Interceptor> links(TimeSource time) {
    return List.of(this);
  }

  @Override
  public LinkSpec spec() {
    return LinkSpec.named("between").in(Slot.CACHE);
  }

  @Override
  public EventStream intercept(Chain chain) {
    if (chain.request() instanceof ChatRequest chat && chat.equals(held(chat))) {
      gate.arrive();
      try {
        gate.pass();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return chain.proceed(chain.request());
  }

  private static ChatRequest held(ChatRequest chat) {
    return chat.withMessages(ChatRequest.of(QUESTION).content().messages());
  }
}
