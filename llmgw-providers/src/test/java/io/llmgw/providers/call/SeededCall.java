package io.llmgw.providers.call;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Patience;
import io.llmgw.test.Visit;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.Random;

/**
 * A call with a question of its own, by a random door, which its caller may end at a random place.
 *
 * @param events how many events he takes before that, by doors that give any
 * @param sent whether he waits until the server has the question
 */
record SeededCall(String question, Door door, Leaving leaving, int events, boolean sent) {
  enum Leaving {
    NOT,
    CANCEL,
    CLOSE,
    INTERRUPT
  }

  static SeededCall of(Random random, int number) {
    Door door = Door.values()[random.nextInt(Door.values().length)];
    Leaving leaving =
        random.nextInt(3) > 0
            ? Leaving.NOT
            : Leaving.values()[random.nextInt(Leaving.values().length)];
    return new SeededCall(
        "Question %03d: why is the sky blue?".formatted(number),
        door,
        leaving == Leaving.INTERRUPT && !hasThread(door) ? Leaving.CANCEL : leaving,
        random.nextInt(6),
        random.nextBoolean());
  }

  private static boolean hasThread(Door door) {
    return door == Door.CHAT || door == Door.STREAM;
  }

  boolean isLeft() {
    return leaving != Leaving.NOT;
  }

  /** Makes it; null when the caller has closed his stream, after which he is told nothing. */
  DoorResult make(LlmClient llm, SimulatedProvider server) {
    if (leaving == Leaving.CLOSE) {
      readAndClose(llm);
      return null;
    }
    Visit visit = door.enter(llm, ChatRequest.of(question));
    if (isLeft()) {
      awaitPlace(visit, server);
      leave(visit);
    }
    return visit.await();
  }

  private void readAndClose(LlmClient llm) {
    try (ChatStream stream = llm.stream(ChatRequest.of(question))) {
      LlmEvent event = stream.next();
      for (int i = 1; i < events && event != null; i++) {
        event = stream.next();
      }
    } catch (LlmException failedBefore) {
      // the ledger knows how it ended
    }
  }

  private void awaitPlace(Visit visit, SimulatedProvider server) {
    boolean streamed = door == Door.STREAM || door == Door.PUBLISH;
    Patience.until(
        "the place to leave " + this,
        () ->
            visit.isDone()
                || (streamed
                    ? visit.events().size() >= events
                    : !sent || server.requests().stream().anyMatch(r -> isOf(r.text()))));
  }

  private void leave(Visit visit) {
    if (leaving == Leaving.INTERRUPT) {
      visit.interrupt();
    } else {
      visit.cancel();
    }
  }

  /** Whether this is the body of a request for it. */
  boolean isOf(String body) {
    return body.contains(question);
  }
}
