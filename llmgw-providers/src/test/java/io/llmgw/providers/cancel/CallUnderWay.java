package io.llmgw.providers.cancel;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.tool.Tool;
import io.llmgw.providers.rig.Background;
import io.llmgw.test.Door;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A call by one door on one kind of thread, which can be ended in any way. */
final class CallUnderWay {
  private static final String MODEL = "openai/gpt-test";

  private static final Duration READ_ON = Duration.ofMillis(50); // far below what the end may take

  private final CancelCase cell;
  private final CancelHandle handle = new CancelHandle();
  private final CancelHandle other = new CancelHandle();
  private final Gate hold = Gate.closed();
  private final RecordingSubscriber<LlmEvent> subscriber;
  private final List<Throwable> endings = new CopyOnWriteArrayList<>();
  private final Queue<Runnable> withoutThread = new ConcurrentLinkedQueue<>();
  private volatile @Nullable LlmClient client;
  private volatile @Nullable Thread thread;
  private volatile @Nullable CompletableFuture<?> future;
  private volatile @Nullable ChatStream stream;
  private volatile @Nullable Thread canceller;
  private volatile @Nullable Thread teller;
  private volatile boolean given;
  private volatile boolean left;
  private volatile boolean interruptKept;
  private volatile long cancelNanos;
  private volatile long freeNanos;
  private volatile long returnNanos;

  CallUnderWay(CancelCase cell) {
    this.cell = cell;
    subscriber =
        cell.phase() == Phase.DEMAND
            ? RecordingSubscriber.withDemand(2) // the first piece of the answer among them
            : RecordingSubscriber.unbounded();
  }

  /** A client whose own threads are of the kind of this call. */
  LlmClient client(LlmClientBuilder builder) {
    if (cell.phase() == Phase.EXECUTOR) {
      return builder.executor(withoutThread::add).defaultModel(MODEL).build();
    }
    builder.executor(executor()).defaultModel(cell.phase() == Phase.PLACE ? "limited" : MODEL);
    return switch (cell.phase()) {
      case PLACE -> builder.alias("limited", oneAtATime()).build();
      case OBSERVER -> builder.observe(call -> new Watching()).build();
      case FLIGHT -> builder.use(new Sharing()).build();
      case HEDGE -> builder.hedging(Hedging.after(Duration.ZERO).share(1).orSameTarget()).build();
      case DRAIN -> builder.usageDrain(UsageDrain.within(READ_ON, 10_000)).build();
      default -> builder.build();
    };
  }

  private Executor executor() {
    AtomicBoolean begun = new AtomicBoolean();
    return switch (cell.host()) {
      case OWN_THREAD -> this::run;
      case INLINE -> Runnable::run;
      case FULL ->
          task -> {
            if (begun.compareAndSet(false, true)) {
              run(task);
            } else {
              task.run();
            }
          };
    };
  }

  private static Route oneAtATime() {
    return Target.of(MODEL).limits(TargetLimits.perTarget().concurrency(1));
  }

  void begin(LlmClient own, Upstream upstream) {
    client = own;
    if (cell.phase() == Phase.PLACE) {
      Background<?> unused = Background.run(() -> own.cancelledBy(other).chat(upstream.request()));
      Patience.until("another call to have the place", () -> upstream.others() == 1);
    }
    begin(own, cell.phase() == Phase.TOOL ? withTool() : upstream.request());
  }

  private ChatRequest withTool() {
    Tool tool =
        Tool.of(
            "wait",
            "Waits",
            Nothing.class,
            nothing -> {
              hold.pass();
              return "waited";
            });
    return ChatRequest.builder().user("Why is the sky blue?").tools(tool).build();
  }

  record Nothing() {}

  private void begin(LlmClient own, ChatRequest request) {
    LlmClient llm = own.cancelledBy(handle);
    switch (cell.door()) {
      case CHAT -> run(() -> catching(() -> llm.chat(request)));
      case STREAM -> run(() -> catching(() -> readAll(llm, request)));
      case CHAT_ASYNC, PUBLISH -> {
        if (cell.host() == Host.INLINE) {
          run(() -> ask(llm, request));
        } else {
          ask(llm, request);
        }
      }
    }
  }

  private void ask(LlmClient llm, ChatRequest request) {
    switch (cell.door()) {
      case CHAT, STREAM -> throw new IllegalStateException("needs no executor");
      case CHAT_ASYNC -> {
        CompletableFuture<?> answer = llm.chatAsync(request);
        var unused = answer.whenComplete((response, problem) -> ended(problem));
        future = answer;
      }
      case PUBLISH ->
          llm.publish(request).subscribe(subscriber.onEachItem(this::take).onEnd(this::ended));
    }
  }

  private void ended(Throwable problem) {
    endings.add(problem);
    teller = Thread.currentThread();
    if (cell.phase().isWithoutThread()) {
      returnNanos = System.nanoTime();
    }
  }

  private void run(Runnable code) {
    thread =
        cell.threads()
            .start(
                () -> {
                  code.run();
                  interruptKept = Thread.currentThread().isInterrupted();
                  if (cell.phase().isWithoutThread()) {
                    left = true;
                  } else {
                    returnNanos = System.nanoTime();
                  }
                });
  }

  private void catching(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      endings.add(e);
    }
  }

  private void readAll(LlmClient llm, ChatRequest request) {
    try (ChatStream events = llm.stream(request)) {
      stream = events;
      for (LlmEvent event = events.next(); event != null; event = events.next()) {
        take(event);
      }
    }
  }

  private void take(LlmEvent event) {
    if (event instanceof TextDelta) {
      given = true;
      if (cell.phase() == Phase.CALLER) {
        pass(hold);
      } else if (cell.phase() == Phase.CALLER_HIMSELF) {
        cancel();
      }
    }
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the call is where it is to be cancelled, as far as this side can tell. */
  boolean isReached() {
    return switch (cell.phase()) {
      case OBSERVER, CALLER, TOOL -> hold.arrivals() > 0;
      case EXECUTOR -> !withoutThread.isEmpty();
      case CALLER_HIMSELF -> freeNanos != 0;
      case DEMAND -> given && left;
      case BODY, DRAIN -> given || cell.door() == Door.CHAT || cell.door() == Door.CHAT_ASYNC;
      default -> true;
    };
  }

  /**
   * Ends it; who closes the client waits for its calls, and so does that on a thread of its own,
   * unless he is within the call.
   */
  void cancel() {
    canceller = Thread.currentThread();
    cancelNanos = System.nanoTime();
    if (cell.way() == Way.CLIENT_CLOSE && cell.phase() == Phase.CALLER_HIMSELF) {
      client.close();
      freeNanos = System.nanoTime();
    } else if (cell.way() == Way.CLIENT_CLOSE) {
      Background<Boolean> unused =
          Background.run(
              () -> {
                canceller = Thread.currentThread();
                client.close();
                freeNanos = System.nanoTime();
                return true;
              });
    } else {
      cancelOne();
      freeNanos = System.nanoTime();
      if (cell.phase().isWithoutThread() && isUnsubscribed()) {
        returnNanos = freeNanos; // who has unsubscribed is told nothing
      }
    }
  }

  private void cancelOne() {
    switch (cell.way()) {
      case HANDLE -> handle.cancel();
      case INTERRUPT -> thread().interrupt();
      case CLOSE -> stream.close();
      case CLIENT_CLOSE -> throw new IllegalStateException("that ends all calls");
      case CANCEL -> {
        switch (cell.door()) {
          case CHAT_ASYNC -> future.cancel(true);
          case STREAM -> stream.cancel();
          case PUBLISH -> subscriber.cancel();
          case CHAT -> throw new IllegalStateException("chat gives nothing back to cancel");
        }
      }
    }
  }

  /** Whether the caller has said that he wants to hear nothing more. */
  boolean isUnsubscribed() {
    return cell.door() == Door.PUBLISH && cell.way() == Way.CANCEL;
  }

  /** Lets code go on that holds a piece of the answer, and ends the other call that has a place. */
  void release() {
    hold.open();
    other.cancel();
  }

  /** The host's executor comes to what it was given. */
  void runLate() {
    withoutThread.forEach(Runnable::run);
  }

  Thread thread() {
    return thread;
  }

  /** What the caller was told: one failure, or nothing where he ended it himself. */
  List<Throwable> endings() {
    return endings;
  }

  /** Whether whoever ends it has to tell the subscriber, though he is no part of the call. */
  boolean isToldByCanceller() {
    return cell.door() == Door.PUBLISH
        && cell.phase() != Phase.CALLER_HIMSELF
        && teller == canceller;
  }

  List<String> violations() {
    return subscriber.violations();
  }

  boolean isInterruptKept() {
    return interruptKept;
  }

  boolean isReturned() {
    return returnNanos != 0;
  }

  long cancelNanos() {
    return cancelNanos;
  }

  boolean isFree() {
    return freeNanos != 0;
  }

  /** When the canceller could go on. */
  long freeNanos() {
    return freeNanos;
  }

  /** When the thread of the call was free. */
  long returnNanos() {
    return returnNanos;
  }

  /** Lets equal calls wait for one answer, as a cache does. */
  private static final class Sharing implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("sharing").in(Slot.CACHE);
    }

    @Override
    public EventStream intercept(Chain chain) {
      return chain.share(chain.request().content(), chain.request(), outcome -> {});
    }
  }

  /** An observer that takes its time. */
  private final class Watching implements CallObserver.Observation {
    @Override
    public void onContent(int characters) {
      pass(hold);
    }

    @Override
    public void onOutcome(ObservedOutcome outcome) {}
  }
}
