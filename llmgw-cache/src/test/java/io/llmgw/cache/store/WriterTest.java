package io.llmgw.cache.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.llmgw.api.time.TimeSource;
import io.llmgw.cache.ResponseStore.Label;
import io.llmgw.cache.rest.Rest;
import io.llmgw.cache.store.Change.Removal;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process that has no thread for the store, and a memory that is slow to look through. */
@Fault("F134")
class WriterTest {
  private final VirtualTime time = VirtualTime.create();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Queue<Throwable> failures = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private Writer writer(Executor executor) {
    return new Writer(this::tell, executor, time, 1 << 20, said::add);
  }

  private CompletionStage<?> tell(Change change) {
    told.add(change instanceof Removal removal ? removal.value() : change.task());
    return CompletableFuture.completedFuture(null);
  }

  /** Runs what it is given in line, but for what fails. */
  private void inLine(Runnable task) {
    if (failures.poll() instanceof Error failure) {
      throw failure;
    }
    task.run();
  }

  private static Removal removal(String tenant, Runnable removed) {
    return new Removal(Label.TENANT, tenant, removed);
  }

  @Test
  void makesARemovalOnceThereIsAThreadForIt() {
    Writer writer = writer(this::inLine);
    failures.add(new OutOfMemoryError("unable to create native thread"));
    List<String> removed = new CopyOnWriteArrayList<>();

    assertThatCode(() -> writer.remove(removal("one", () -> removed.add("one"))))
        .doesNotThrowAnyException();
    writer.remove(removal("two", () -> removed.add("two")));
    assertThat(told).isEmpty();
    time.advance(Rest.REST);

    assertThat(told).containsExactly("one", "two");
    assertThat(removed).containsExactly("one", "two");
    assertThat(said).singleElement().asString().contains("OutOfMemoryError");
  }

  @Test
  void doesWhatFollowsARemovalThatOneOfTheStoreAloneHasJoined() {
    Gate gate = Gate.closed();
    Writer writer = writer(threads);
    List<String> removed = new CopyOnWriteArrayList<>();
    writer.remove(removal("one", () -> pass(gate)));
    gate.awaitArrivals(1);
    writer.remove(removal("two", () -> removed.add("two")));
    writer.remove(removal("two", Removal.NOTHING_FOLLOWS));
    writer.remove(removal("three", Removal.NOTHING_FOLLOWS));
    writer.remove(removal("three", () -> removed.add("three")));

    gate.open();

    Patience.until("both", () -> removed.size() == 2);
    assertThat(told).containsExactly("one", "two", "three");
  }

  @Test
  void isNotHeldUpForEverByAMemoryThatIsSlow() {
    Gate gate = Gate.closed();
    Writer writer = writer(threads);
    writer.remove(removal("one", () -> pass(gate)));
    gate.awaitArrivals(1);
    writer.remove(removal("two", () -> {}));

    time.awaitDueIn(Writer.PATIENCE);
    time.advance(Writer.PATIENCE);

    Patience.until("the other one", () -> told.contains("two"));
    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void tellsOneThingAtATimeWhileMemoryIsLookedThrough() {
    Gate gate = Gate.closed();
    Writer writer = writer(threads);
    writer.remove(removal("one", () -> pass(gate)));
    gate.awaitArrivals(1);
    writer.remove(removal("two", () -> {}));
    assertThat(told).containsExactly("one");

    gate.open();

    Patience.until("the other one", () -> told.contains("two"));
  }

  @Test
  @Fault("F092")
  void goesOnWhereTheClockOfOneChangeCannotBeStopped() {
    Gate gate = Gate.closed();
    TimeSource unstoppable =
        new ForwardingTime(time) {
          @Override
          public Scheduled schedule(Duration delay, Runnable task) {
            super.schedule(delay, task);
            return () -> {
              throw new AssertionError("a bug of the host");
            };
          }
        };
    Writer writer = new Writer(this::tell, threads, unstoppable, 1 << 20, said::add);
    writer.remove(removal("one", () -> pass(gate)));
    gate.awaitArrivals(1);
    writer.remove(removal("two", () -> {}));
    writer.remove(removal("three", () -> {}));

    gate.open();

    Patience.until("all of them", () -> told.equals(List.of("one", "two", "three")));
  }

  @Test
  void removesOnceMoreWhereMemoryCouldNotBeLookedThrough() {
    Writer writer = writer(this::inLine);
    Queue<Error> errors = new ArrayDeque<>(List.of(new AssertionError("of an index")));

    writer.remove(
        removal(
            "one",
            () -> {
              if (!errors.isEmpty()) {
                throw errors.remove();
              }
            }));
    time.advance(Rest.REST);
    time.advance(Rest.REST);

    assertThat(told).containsExactly("one", "one");
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
