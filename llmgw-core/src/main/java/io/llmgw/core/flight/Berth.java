package io.llmgw.core.flight;

import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.core.account.Portion;
import io.llmgw.core.chain.Party;
import io.llmgw.core.chain.RealChain;
import io.llmgw.core.observe.CallWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The place of one call in a gathering. Its wait belongs to the thread of the call. */
public final class Berth {
  final Party party;
  final Room room;
  private final EmbeddingRequest request;
  private @Nullable Gathering gathering; // set before anybody else can see this
  private @Nullable List<LlmEvent> events; // guarded by the gathering's lock, as it ends

  /**
   * A place for this call.
   *
   * @param room what it takes of the request
   * @param weight its part of what is used
   */
  public Berth(RealChain at, EmbeddingRequest request, Room room, long weight) {
    this.party = new Party(at, weight);
    this.request = request;
    this.room = room;
  }

  EmbeddingRequest request() {
    return request;
  }

  void of(Gathering taken) {
    gathering = taken;
  }

  private Gathering gathering() {
    return Objects.requireNonNull(gathering, "gathering");
  }

  /** What it gets of the answer: the vectors from this place on, and its part of the usage. */
  void take(Started started, List<VectorProduced> all, int from, Completed last, Portion portion) {
    List<LlmEvent> own = new ArrayList<>(room.texts() + 2);
    own.add(started);
    for (int i = 0; i < room.texts(); i++) {
      own.add(new VectorProduced(i, all.get(from + i).vector()));
    }
    own.add(new Completed(last.finishReason(), last.rawFinishReason(), portion.of(last.usage())));
    events = own;
  }

  EventStream events() {
    return EventStreams.of(Objects.requireNonNull(events, "events"));
  }

  /**
   * Waits for others, and for the answer to all of them.
   *
   * @return its part; null when it is to go alone
   * @throws io.llmgw.api.error.LlmException when they have failed together, or the call is
   *     cancelled
   */
  public @Nullable EventStream await() {
    Gathering own = gathering();
    boolean answered = false;
    try (Registration wakeUp = party.scope().cancellation().onCancel(own::wakeUp)) {
      if (!own.awaitDeparture(this)) {
        return null;
      }
      EventStream answer =
          CallWatch.<@Nullable EventStream>outside(
              party.scope().call().watch(), () -> own.awaitAnswer(this));
      answered = true;
      return answer;
    } finally {
      if (!answered) {
        own.leave(this);
      }
    }
  }

  /** How many calls went together with it, itself included. */
  public int together() {
    return gathering().together();
  }
}
