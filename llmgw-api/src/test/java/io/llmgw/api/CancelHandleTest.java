package io.llmgw.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancelHandleTest {
  private final CancelHandle handle = new CancelHandle();
  private final AtomicInteger cancelled = new AtomicInteger();

  @Test
  void tellsEveryRegistrationOnce() {
    Runnable action = cancelled::incrementAndGet;
    handle.onCancel(action);
    handle.onCancel(action);

    handle.cancel();
    handle.cancel();

    assertThat(cancelled).hasValue(2);
    assertThat(handle.isCancelled()).isTrue();
  }

  @Test
  void tellsALateRegistrationAtOnce() {
    handle.cancel();

    handle.onCancel(cancelled::incrementAndGet);

    assertThat(cancelled).hasValue(1);
  }

  @Test
  void forgetsWhatWasTakenBack() {
    Runnable takeBack = handle.onCancel(cancelled::incrementAndGet);

    takeBack.run();
    handle.cancel();

    assertThat(cancelled).hasValue(0);
  }
}
