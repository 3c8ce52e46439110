package io.llmgw.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

class RecordingSubscriberTest {
  @Test
  void asksForAsMuchAsToldAndNoMore() {
    RecordingSubscriber<Integer> subscriber = RecordingSubscriber.withDemand(2);
    try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 16)) {
      publisher.subscribe(subscriber);
      for (int i = 1; i <= 4; i++) {
        publisher.submit(i);
      }

      subscriber.awaitItems(2);
      assertThat(subscriber.items()).containsExactly(1, 2);

      subscriber.request(5);
      subscriber.awaitItems(4);
    }
    subscriber.awaitEnd();

    assertThat(subscriber.items()).containsExactly(1, 2, 3, 4);
    assertThat(subscriber.isCompleted()).isTrue();
    assertThat(subscriber.violations()).isEmpty();
  }

  @Test
  void noticesABadPublisher() {
    RecordingSubscriber<String> subscriber = RecordingSubscriber.withDemand(1);

    subscriber.onSubscribe(new Silent());
    subscriber.onSubscribe(new Silent());
    subscriber.onNext("asked for");
    subscriber.onNext("not asked for");
    subscriber.onComplete();
    subscriber.onError(new IllegalStateException("late"));

    assertThat(subscriber.violations())
        .containsExactly("onSubscribe twice", "onNext without demand", "onError after the end");
  }

  @Test
  void noticesOverlappingSignals() {
    RecordingSubscriber<String> subscriber = RecordingSubscriber.unbounded();
    subscriber.onSubscribe(new Silent());
    subscriber.onEachItem(item -> subscriber.onComplete());

    subscriber.onNext("a");

    assertThat(subscriber.violations())
        .containsExactly("onComplete while another signal is being handled");
  }

  @Test
  void tellsTheTestOfTheEndBeforeItCanBeAwaited() {
    RecordingSubscriber<String> subscriber = RecordingSubscriber.unbounded();
    subscriber.onSubscribe(new Silent());
    subscriber.onEnd(failure -> assertThat(subscriber.hasEnded()).isFalse());

    subscriber.onError(new IllegalStateException("broken"));

    assertThat(subscriber.error()).hasMessage("broken");
    assertThat(subscriber.hasEnded()).isTrue();
  }

  private static final class Silent implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}
