package io.llmgw.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
  private static final Completed DONE = new Completed(FinishReason.STOP, Usage.UNKNOWN);

  @Test
  void givesItsEventsAndThenNull() {
    EventStream stream = EventStreams.of(Started.inProcess(), new TextDelta(0, "a"), DONE);

    assertThat(stream.next()).isEqualTo(Started.inProcess());
    assertThat(stream.next()).isEqualTo(new TextDelta(0, "a"));
    assertThat(stream.next()).isEqualTo(DONE);
    assertThat(stream.next()).isNull();
    assertThat(stream.next()).isNull();
  }

  @Test
  void asksForNoMoreAfterTheFinalEvent() {
    AtomicInteger asked = new AtomicInteger();
    Iterator<LlmEvent> source =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return asked.incrementAndGet() > 0;
          }

          @Override
          public LlmEvent next() {
            return DONE;
          }
        };
    EventStream stream = EventStreams.of(source, () -> {});

    stream.next();
    int before = asked.get();
    stream.next();

    assertThat(asked).hasValue(before);
  }

  @Test
  void refusesToGoOnAfterItWasClosed() {
    EventStream stream = EventStreams.of(List.of(DONE));

    stream.close();

    assertThatIllegalStateException().isThrownBy(stream::next);
  }

  @Test
  void failsInTheSameWayWhenItIsAskedAgain() {
    RuntimeException failure = new IllegalStateException("no more words");
    Iterator<LlmEvent> source =
        new Iterator<>() {
          private boolean failed;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public LlmEvent next() {
            if (failed) {
              return DONE;
            }
            failed = true;
            throw failure;
          }
        };
    EventStream stream = EventStreams.of(source, () -> {});

    assertThat(catchThrowable(stream::next)).isSameAs(failure);
    assertThat(catchThrowable(stream::next)).isSameAs(failure);
    stream.close();
    assertThatIllegalStateException().isThrownBy(stream::next).isNotSameAs(failure);
  }

  @Test
  void closesOnce() {
    AtomicInteger closed = new AtomicInteger();
    EventStream stream =
        EventStreams.of(List.<LlmEvent>of(DONE).iterator(), closed::incrementAndGet);

    stream.close();
    stream.close();

    assertThat(closed).hasValue(1);
  }
}
