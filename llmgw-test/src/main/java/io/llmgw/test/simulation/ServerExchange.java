package io.llmgw.test.simulation;

import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.simulation.Conduct.Place;
import io.llmgw.test.simulation.ModelServer.Fate;
import io.llmgw.test.simulation.ServerRequest.Ending;
import io.llmgw.test.simulation.step.LockStep;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, played in the time of the simulation: a stream in pieces of at most a
 * second, a whole answer when its last token is written.
 */
final class ServerExchange implements EventStream {
  /** What one token is here, in characters. */
  private static final int TOKEN_CHARACTERS = 4;

  private static final long LONGEST_PIECE_NANOS = 1_000_000_000;
  private static final String FILLING = "all work and no play makes a dull text ".repeat(1_000);
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final ModelRef ref;
  private final ProviderCall call;
  private final LockStep time;
  private final Fate fate;
  private final long number;
  private final Duration arrived;
  private final String text;
  private final int pieces;
  private @Nullable ServerRequest record;
  private int handed;
  private boolean started;

  ServerExchange(ModelRef ref, ProviderCall call, LockStep time, Fate fate) {
    this.ref = ref;
    this.call = call;
    this.time = time;
    this.fate = fate;
    CallTag tag = call.request().option(CallTag.class);
    this.number = tag == null ? 0 : tag.number();
    this.arrived = time.elapsed();
    String words = "call " + number + ", attempt " + call.attempt() + " at " + ref + " ";
    this.pieces = pieces(fate);
    this.text = textOf(words, fate.tokens());
  }

  /** A text that begins with these words, cut or filled up to so many tokens. */
  static String textOf(String words, int tokens) {
    int length = tokens * TOKEN_CHARACTERS;
    StringBuilder text = new StringBuilder(Math.max(length, words.length())).append(words);
    while (text.length() < length) {
      text.append(FILLING, 0, Math.min(FILLING.length(), length - text.length()));
    }
    text.setLength(length);
    return text.toString();
  }

  /** The first token is a piece, and what follows as many as it has seconds. */
  private static int pieces(Fate fate) {
    long following = fate.writing().toNanos() / LONGEST_PIECE_NANOS + 1;
    return (int) Math.min(fate.tokens(), 1 + following);
  }

  /** Takes the request, up to the first token of a stream or the last one of a whole answer. */
  void begin() {
    try {
      if (fate.failure() == null || !ModelServer.isUnsent(fate.failure().kind())) {
        call.sent();
      }
      pause(fate.place() == Place.NEVER ? FOREVER : fate.silence());
      if (fate.place() == Place.BEFORE) {
        fail();
      }
      if (call.delivery() == Delivery.WHOLE) {
        pause(fate.writing().dividedBy(isBroken() ? 2 : 1));
        if (isBroken()) {
          fail();
        }
      }
    } catch (Throwable thrown) {
      close();
      throw thrown;
    }
  }

  @Override
  public @Nullable LlmEvent next() {
    if (!started) {
      started = true;
      return new Started(new ResponseHead(null, ref.model(), null, 200, fate.limits(), Map.of()));
    }
    if (handed == pieces && isBroken()) {
      fail(); // in the middle of a single token
    }
    if (handed == pieces) {
      end(Ending.ANSWERED, null);
      return new Completed(FinishReason.STOP, Usage.reported(inputTokens(), fate.tokens()));
    }
    if (call.delivery() == Delivery.STREAMED && handed > 0) {
      pause(fate.writing().dividedBy((long) pieces - 1));
      if (isBroken() && handed >= pieces / 2) {
        fail();
      }
    }
    int from = (int) ((long) text.length() * handed / pieces);
    int to = (int) ((long) text.length() * ++handed / pieces);
    return new TextDelta(0, text.substring(from, to));
  }

  private boolean isBroken() {
    return fate.failure() != null;
  }

  private void fail() {
    LlmException failure = Objects.requireNonNull(fate.failure());
    end(Ending.FAILED, failure);
    throw failure.toBuilder().build();
  }

  /** Waits, unless the attempt ends meanwhile: what is due at the same time comes first. */
  private void pause(Duration duration) {
    CountDownLatch end = new CountDownLatch(1);
    Registration registration = call.cancellation().onCancel(end::countDown);
    try {
      time.sleep(duration, end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LlmException.of(ErrorKind.CANCELLED, "interrupted in a simulated answer")
          .cause(e)
          .build();
    } finally {
      registration.close();
    }
    call.cancellation().throwIfCancelled();
  }

  private long inputTokens() {
    RequestContent content = call.request().content();
    return Math.max(1, content.textLength() / TOKEN_CHARACTERS);
  }

  @Override
  public void close() {
    end(Ending.LEFT, null);
  }

  private void end(Ending ending, @Nullable LlmException failure) {
    if (record == null) {
      record =
          new ServerRequest(
              number,
              call.attempt(),
              ref.toString(),
              call.key() == null ? null : call.key().alias(),
              arrived,
              time.elapsed(),
              ending,
              failure == null ? null : failure.kind(),
              failure == null ? null : failure.retryAfter(),
              ending == Ending.ANSWERED ? fate.tokens() : 0);
    }
  }

  long number() {
    return number;
  }

  int attempt() {
    return call.attempt();
  }

  String target() {
    return ref.toString();
  }

  /** How it ended; null while it is open. */
  @Nullable ServerRequest record() {
    return record;
  }

  /** The text of the whole answer. */
  String text() {
    return text;
  }
}
