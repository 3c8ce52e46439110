package io.llmgw.examples.provider;

import io.llmgw.api.content.Message;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** A model in this process: says the words of the last message backwards, one after the other. */
final class ReverseModel implements Provider {
  private final Duration pace;

  ReverseModel(Duration pace) {
    this.pace = pace;
  }

  @Override
  public String name() {
    return "reverse";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(Capability.CHAT, Capability.STREAMING);
  }

  @Override
  public EventStream open(ProviderCall call) {
    List<Message> messages = ((ChatRequest) call.request()).content().messages();
    List<String> words =
        new ArrayList<>(List.of(messages.get(messages.size() - 1).text().split(" ")));
    Collections.reverse(words);
    List<LlmEvent> events = new ArrayList<>();
    events.add(Started.inProcess());
    for (String word : words) {
      events.add(new TextDelta(0, events.size() == 1 ? word : " " + word));
    }
    events.add(new Completed(FinishReason.STOP, Usage.reported(words.size(), words.size())));
    return EventStreams.of(paced(events.iterator(), call), () -> {});
  }

  /** Waits before each event, in a way that a cancel ends at once. */
  private Iterator<LlmEvent> paced(Iterator<LlmEvent> events, ProviderCall call) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return events.hasNext();
      }

      @Override
      public LlmEvent next() {
        try {
          call.cancellation()
              .interruptible(
                  () -> {
                    call.time().sleep(pace);
                    return null;
                  });
        } catch (RuntimeException e) {
          throw e;
        } catch (Exception e) { // an interrupt of the caller's, who is to find it again
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while waiting", e);
        }
        return events.next();
      }
    };
  }
}
