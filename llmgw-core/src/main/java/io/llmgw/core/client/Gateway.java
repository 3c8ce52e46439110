package io.llmgw.core.client;

import io.llmgw.api.CallSettings;
import io.llmgw.api.Caller;
import io.llmgw.api.ClientSettings;
import io.llmgw.api.Explanation;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.status.ClientStatus;
import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.SystemTime;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.chain.Call;
import io.llmgw.core.chain.CallFacts;
import io.llmgw.core.chain.FlightPlan;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.flight.Flights;
import io.llmgw.core.run.OpenAnswer;
import io.llmgw.core.run.RunPlan;
import io.llmgw.core.run.RunStream;
import io.llmgw.core.run.SeveralCalls;
import io.llmgw.core.run.ToolWork;
import io.llmgw.core.thread.CallThreads;
import io.llmgw.core.thread.Contexts;
import io.llmgw.core.thread.Contexts.Carried;
import io.llmgw.core.thread.EngineThreads;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the views of one client share: the chain, the names, the threads, the calls under way. Every
 * call of every door and operation begins in {@link #open}. Thread-safe.
 */
final class Gateway {
  /** Nobody loses to others so often, unless his change is one of those others. */
  private static final int MOST_LOST = 1_000;

  private final ClientSettings settings;
  private final TimeSource time;
  private final SharedParts shared;
  private volatile Configuration current;
  private final EngineThreads engineThreads;
  private final CallThreads callThreads;
  private final Contexts contexts;
  private final Flights flights;
  private final OpenCalls openCalls;
  private final LeakWatch leakWatch;
  private final SystemTime realTime;
  private final StatusReader statusReader;
  private final InterruptWatch interruptWatch;
  private final SlowCalls slowCalls;
  private final UnmadeCalls unmadeCalls;
  private final CallIds ids = new CallIds();
  private final Promises promises = new Promises();

  Gateway(ClientSettings settings) {
    this.settings = settings;
    this.realTime = new SystemTime();
    this.time = settings.time() == null ? realTime : settings.time();
    this.engineThreads = EngineThreads.of(time);
    Contributions ofHost = Contributions.ofHost(settings);
    if (!settings.features().isEmpty()) {
      // A feature is for one client: settings that are refused are so before one is asked.
      Configuration.first(this, parts(settings, ofHost), settings.calls());
    }
    Contributions all = ofHost.and(settings.features(), time);
    this.contexts = new Contexts(all.captures());
    this.flights = new Flights(run -> engineThreads.tryExecute(contexts.capture().on(run)));
    this.shared = parts(settings, all);
    this.current = Configuration.first(this, shared, settings.calls());
    this.callThreads = new CallThreads(settings.executor(), engineThreads);
    this.openCalls = new OpenCalls(time, realTime, engineThreads::cleanUp);
    this.statusReader = new StatusReader(new ClockWatch(time, realTime), openCalls, shared);
    this.leakWatch = new LeakWatch(time, shared.events());
    this.interruptWatch = new InterruptWatch(realTime, openCalls.work());
    this.slowCalls = new SlowCalls(shared.events());
    this.unmadeCalls = new UnmadeCalls(ids, slowCalls);
  }

  private SharedParts parts(ClientSettings settings, Contributions others) {
    return SharedParts.of(settings, others, time, engineThreads::tryRunApart);
  }

  /** What calls that are asked for now go by. */
  Configuration configuration() {
    return current;
  }

  /** Makes another configuration the present one, as {@link LlmClient#reconfigure} says. */
  void reconfigure(UnaryOperator<CallSettings> change) {
    for (int lost = 0; lost < MOST_LOST; lost++) {
      openCalls.requireOpen();
      Configuration before = current;
      CallSettings settings = Objects.requireNonNull(change.apply(before.settings()), "settings");
      Configuration after = before.with(settings);
      if (replace(before, after)) {
        shared.states().reconfigured(before.models(), () -> current.models());
        if (shared.events().isOn()) {
          shared.events().tell(new GatewayEvent.Reconfigured(shared.events().now()));
        }
        return;
      }
    }
    throw new IllegalStateException(
        "the client was reconfigured anew whenever this change was ready: does it do so itself?");
  }

  /** Nothing is held while a change is made, which is the host's code; so another may be faster. */
  private synchronized boolean replace(Configuration before, Configuration after) {
    if (current != before) {
      return false;
    }
    current = after;
    return true;
  }

  /** Opens a call of the application, or a run of several: the one way in, for every door. */
  @SuppressWarnings("unchecked") // a run is for a chat, whose answer is a ChatResponse
  <R extends LlmResponse> OpenAnswer<R> open(
      LlmRequest<R> request, Delivery delivery, Asked asked) {
    if (RunPlan.isFor(request)) {
      return (OpenAnswer<R>) openRun((ChatRequest) (LlmRequest<?>) request, delivery, asked);
    }
    String id = ids.nextCall();
    Call call = call(id, id, request, delivery, asked);
    Duration total = call.timeouts().total();
    return open(request, call, total, asked.leftOf(total), asked.registered(), asked);
  }

  /**
   * Makes several calls one piece of work: a close waits for all of them, also between two, and
   * their total ends it though the thread that makes them hangs.
   *
   * @param request what they do together
   * @param parts makes them, under its token
   */
  <R> R inOne(SeveralCalls work, LlmRequest<?> request, Asked asked, Supplier<R> parts) {
    RealCancellation token = asked.token();
    List<Runnable> releases = asked.registered();
    Duration total = asked.leftOf(asked.configuration().timeoutsOf(request).total());
    OpenCalls.Entry entry = new OpenCalls.Entry(token, deadline(token, total, releases), releases);
    enter(work, entry, request, Delivery.WHOLE, asked);
    try {
      return parts.get();
    } finally {
      openCalls.leave(work);
    }
  }

  /**
   * Opens one call of several that make one answer, while their work is open.
   *
   * @param ofAll the total that it has the rest of, for it to name; null where it has its own
   */
  <R extends LlmResponse> OpenAnswer<R> openPart(
      String runId,
      LlmRequest<R> request,
      @Nullable Duration ofAll,
      Delivery delivery,
      Asked asked) {
    Asked part = asked.part(asked.token().part());
    Call call = call(ids.nextCall(), runId, request, delivery, part);
    Duration left = call.timeouts().total();
    Duration total = ofAll == null ? left : ofAll;
    return open(request, call, total, left, List.of(part.token()::close), null);
  }

  /** The id of calls that belong together. */
  String nextRun() {
    return ids.nextRun();
  }

  private RunStream openRun(ChatRequest request, Delivery delivery, Asked asked) {
    RealCancellation token = asked.token();
    RunPlan plan = asked.configuration().runPlan(ids.nextRun(), request);
    ToolWork work =
        new ToolWork(
            plan.tools(),
            plan.limits(),
            token,
            time,
            task -> engineThreads.tryExecute(CarriedCalls.with(token, task)),
            contexts.capture());
    RunStream run =
        new RunStream(
            plan,
            round -> openPart(plan.id(), round, null, delivery, asked),
            work,
            token,
            time,
            asked.waited(),
            new RunEnds(openCalls, shared.events()));
    Duration total = asked.leftOf(plan.total());
    Scheduled deadline =
        total == null ? null : Alarm.in(total, time, () -> token.timeOut(plan.overdue()));
    OpenCalls.Entry entry = new OpenCalls.Entry(token, deadline, asked.registered());
    enter(run, entry, request, delivery, asked);
    run.open();
    return run;
  }

  private static Call call(
      String id, String runId, LlmRequest<?> request, Delivery delivery, Asked asked) {
    CallFacts facts = asked.configuration().facts(id, runId, request, delivery, asked.caller());
    return new Call(facts, asked.token(), asked.waited());
  }

  /** Takes work in that is no part of other work. */
  private void enter(
      Object work, OpenCalls.Entry entry, LlmRequest<?> request, Delivery delivery, Asked asked) {
    try {
      openCalls.enter(work, entry);
    } catch (LlmException closed) {
      throw notMade(request, delivery, asked, closed);
    }
  }

  /**
   * A call ends before it has begun: those who observe calls are told of it, as of every other.
   *
   * @return what whoever asks for it is told
   */
  LlmException notMade(LlmRequest<?> request, Delivery delivery, Asked asked, LlmException why) {
    return unmadeCalls.notMade(request, delivery, asked, why);
  }

  private <R extends LlmResponse> CallStream<R> open(
      LlmRequest<R> request,
      Call call,
      @Nullable Duration total,
      @Nullable Duration left,
      List<Runnable> releases,
      @Nullable Asked alone) {
    // Somebody always waits for a whole answer, so it is never unwound by the engine, unless it is
    // read on when he leaves.
    boolean aside = call.delivery() == Delivery.STREAMED || call.drain().isOn();
    Carried context = aside ? contexts.capture() : null;
    CallStream<R> stream = new CallStream<>(call, total, this, request, context);
    OpenCalls.Entry entry =
        new OpenCalls.Entry(
            call.cancellation(), deadline(call.cancellation(), left, releases), releases);
    if (alone == null) { // a part of other work
      openCalls.goOn(stream, entry);
    } else {
      enter(stream, entry, request, call.delivery(), alone);
    }
    try {
      interruptWatch.watch();
    } catch (Throwable noClock) {
      openCalls.leave(stream);
      throw noClock;
    }
    stream.open(request);
    return stream;
  }

  /** A JVM at the limit of its threads may have no clock: then the call has not begun. */
  private @Nullable Scheduled deadline(
      RealCancellation token, @Nullable Duration total, List<Runnable> releases) {
    if (total == null) {
      return null;
    }
    try {
      return Alarm.in(total, time, () -> token.cancel(Reason.DEADLINE));
    } catch (Throwable noClock) {
      releases.forEach(Runnable::run);
      throw noClock;
    }
  }

  /** Takes leave of a call; called once by each. */
  void ended(CallStream<?> stream, Call call) {
    openCalls.leave(stream);
    slowCalls.ended(call);
  }

  ClientStatus status() {
    return statusReader.read(configuration().models());
  }

  @Nullable EventStream share(FlightPlan plan, Object key, Tap oncePerFlight) {
    return flights.share(plan, key, oncePerFlight);
  }

  /** What runs a part of a call beside it, with what this thread carries. */
  Predicate<Runnable> crew(RealCancellation call) {
    Carried context = contexts.capture();
    return task -> engineThreads.tryExecute(CarriedCalls.with(call, context.on(task)));
  }

  /** Makes a call on behalf of another one, by the configuration of that, and waits for it. */
  <R extends LlmResponse> R internal(
      Configuration ofParent, Scope parent, Purpose purpose, LlmRequest<R> request) {
    CallFacts facts = ofParent.internalFacts(ids.nextCall(), parent, purpose, request);
    Duration total = facts.timeouts().total();
    // A part of its parent's work: the close of the client, which waits for that, waits for this.
    return new InternalCall(parent, facts)
        .make(
            token ->
                open(
                    request, new Call(facts, token, Duration.ZERO), total, total, List.of(), null));
  }

  Explanation explain(LlmRequest<?> request, Caller caller) {
    Configuration now = configuration();
    String run =
        RunPlan.isFor(request) ? now.runPlan(ids.nextRun(), (ChatRequest) request).inWords() : "";
    return now.explain(request, caller, run);
  }

  /**
   * Has a call begun on the client's executor, within the total of what it asks.
   *
   * @throws LlmException of kind CLOSED or REJECTED_LOCAL when it cannot
   */
  void begin(QueuedCall call) {
    openCalls.queue(call);
    try {
      if (callThreads.mayQueue()) {
        call.await();
      }
      callThreads.open(call.task());
    } catch (Throwable refused) {
      if (call.settle()) { // else who asks has been told already
        openCalls.requireOpen(); // the threads are gone since the client was closed meanwhile
        throw refused;
      }
    }
  }

  /** Runs the continuation of an open call on the client's executor; never refused. */
  void resume(Runnable task) {
    callThreads.resume(task);
  }

  OpenCalls openCalls() {
    return openCalls;
  }

  Promises promises() {
    return promises;
  }

  TimeSource time() {
    return time;
  }

  Contexts contexts() {
    return contexts;
  }

  LeakWatch leakWatch() {
    return leakWatch;
  }

  /** Runs a part of a call on a thread of the engine, or on this one where there is none. */
  void runAside(RealCancellation call, Runnable task) {
    if (!engineThreads.tryExecute(CarriedCalls.with(call, task))) {
      task.run();
    }
  }

  /** Runs the end of a call on a thread of the engine. */
  void cleanUp(RealCancellation call, Runnable task) {
    engineThreads.cleanUp(CarriedCalls.with(call, task));
  }

  void close() {
    new Shutdown(
            settings,
            openCalls,
            flights,
            shared,
            leakWatch,
            promises,
            callThreads,
            engineThreads,
            unmadeCalls,
            realTime)
        .run();
  }
}
