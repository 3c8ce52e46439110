package io.llmgw.core.chain;

import io.llmgw.api.Caller;
import io.llmgw.api.chain.AttributeKey;
import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Trail;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.redact.Redactions;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.route.Target;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.account.AttemptMeter;
import io.llmgw.core.observe.CallWatch;
import io.llmgw.core.pace.Grant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The facts of one call, which never change, and what grows with it. Thread-safe. */
public final class Call {
  /** Where a cache says what it had to do with the call. */
  private static final AttributeKey<CacheStatus> CACHE = CallContext.CACHE_STATUS;

  private final CallFacts facts;
  private final Account account;
  private final RealCancellation cancellation;
  private final Scope scope;
  private volatile @Nullable Map<AttributeKey<?>, Object> attributes;
  private volatile @Nullable ContractBreachException breach;
  private volatile @Nullable Usage drained;
  private volatile boolean interrupted;
  // A flight goes on for those who are still on board, each of whom minds a deadline of his own.
  private boolean outlivesItsDeadline;
  private boolean hedge;
  private int tapsUnderWay;

  /**
   * A call of its own.
   *
   * @param waited how long it has waited for a thread, which counts as spent
   */
  public Call(CallFacts facts, RealCancellation cancellation, Duration waited) {
    this(facts, new Account(facts.time(), waited), cancellation);
  }

  private Call(CallFacts facts, Account account, RealCancellation cancellation) {
    this.facts = facts;
    this.account = account;
    this.cancellation = cancellation;
    this.scope = new Scope(this, cancellation, null, null, null);
  }

  /** A context for a part of this call that runs beside it, accounted to it. */
  Call fork(RealCancellation token) {
    return beside(token, account);
  }

  /** A context for what runs beside this call, and is accounted there. */
  Call beside(RealCancellation token, Account there) {
    Call fork = new Call(facts, there, token);
    fork.outlivesItsDeadline = true;
    Map<AttributeKey<?>, Object> mine = attributes;
    fork.attributes = mine == null ? null : new ConcurrentHashMap<>(mine);
    return fork;
  }

  /** A context for a second side of this call, which ends with it. */
  Call hedge(RealCancellation token) {
    Call side = fork(token);
    side.outlivesItsDeadline = outlivesItsDeadline;
    side.hedge = true;
    account.becomeTwoSided();
    return side;
  }

  Account account() {
    return account;
  }

  /** The call goes on as this side of it: what links have noted there, they find here. */
  void goOnAs(Call side) {
    Map<AttributeKey<?>, Object> theirs = side.attributes;
    if (theirs != null) {
      attributes().putAll(theirs);
    }
  }

  /** How the outermost links see it. */
  public Scope scope() {
    return scope;
  }

  /** Its id. */
  public String id() {
    return facts.callId();
  }

  String runId() {
    return facts.runId();
  }

  @Nullable String parentId() {
    return facts.parentCallId();
  }

  /** On whose behalf. */
  public Caller caller() {
    return facts.caller();
  }

  /** What for. */
  public Purpose purpose() {
    return facts.purpose();
  }

  /** Whole or streamed. */
  public Delivery delivery() {
    return facts.delivery();
  }

  /** The clocks to measure and wait by. */
  public TimeSource time() {
    return facts.time();
  }

  /** Its own clocks, defaults filled in. */
  public Timeouts timeouts() {
    return facts.timeouts();
  }

  /** What becomes of its attempt when its caller leaves. */
  public UsageDrain drain() {
    return facts.drain();
  }

  /** An attempt of it was read on after its caller had left, and used this. */
  public void drained(Usage usage) {
    drained = usage;
  }

  /** What an attempt used that was read on, for those who have seen less of it. */
  Usage drainedOr(Usage seen) {
    Usage all = drained;
    return all == null ? seen : all;
  }

  /** The token that ends it. */
  public RealCancellation cancellation() {
    return cancellation;
  }

  Trail trail() {
    return account;
  }

  Link[] links() {
    return facts.links();
  }

  /** Whether links that others than the engine have brought stand inside this slot. */
  public boolean hasStrangersInside(Slot slot) {
    for (Link link : facts.links()) {
      if (link.isCustom() && link.spec().slot().compareTo(slot) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The model that a request of this call asks for; null when neither it nor the client says. */
  public @Nullable String nameFor(LlmRequest<?> request) {
    return facts.engine().nameFor(request);
  }

  /** Whether the configuration that it goes by has this name. */
  public boolean isConfigured(String name) {
    return facts.engine().isConfigured(name);
  }

  Engine engine() {
    return facts.engine();
  }

  /** What runs a part of this call beside it, with what this thread carries. */
  public Predicate<Runnable> crew() {
    return facts.engine().crew(cancellation);
  }

  /** How long it has gone on, its wait for a thread included. */
  public Duration elapsed() {
    return account.elapsed();
  }

  @Nullable Duration remaining() {
    Duration total = facts.timeouts().total();
    if (total == null || outlivesItsDeadline) {
      return null;
    }
    Duration left = total.minus(account.elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  <T> @Nullable T attribute(AttributeKey<T> key) {
    Map<AttributeKey<?>, Object> all = attributes;
    Object value = all == null ? null : all.get(key);
    return value == null ? null : key.type().cast(value);
  }

  <T> void attribute(AttributeKey<T> key, T value) {
    attributes().put(key, value);
  }

  private Map<AttributeKey<?>, Object> attributes() {
    Map<AttributeKey<?>, Object> all = attributes;
    if (all == null) {
      synchronized (this) {
        all = attributes;
        if (all == null) {
          all = new ConcurrentHashMap<>(4);
          attributes = all;
        }
      }
    }
    return all;
  }

  /**
   * Starts the next attempt.
   *
   * @param permit what the breaker of the target lets it pass with
   * @param grant within the limits of the target; null where there are none
   * @param waits what the call had to wait for before it
   */
  public RealAttempt startAttempt(
      Target target,
      @Nullable ApiKey key,
      AttemptMeter meter,
      long permit,
      @Nullable Grant grant,
      List<AttemptWait> waits) {
    return account.startAttempt(id(), target, key, meter, permit, grant, hedge, waits);
  }

  /** Does what others do for it: the time that takes is not its own. */
  <T extends @Nullable Object> T outside(Supplier<T> work) {
    return CallWatch.outside(watch(), work);
  }

  /** The events that others bring: the time that they take is not its own. */
  EventStream outside(EventStream events) {
    return CallWatch.outside(watch(), events);
  }

  /** Who watches it and all that is accounted to it; null when nobody does. */
  public @Nullable CallWatch watch() {
    return account.watch();
  }

  /** Somebody watches it: said before its first attempt. */
  public CallWatch watched() {
    return account.watched();
  }

  /** How many attempts there were so far. */
  public int attemptCount() {
    return account.attemptCount();
  }

  /** All attempts so far. */
  public List<AttemptRecord> attempts() {
    return account.attempts();
  }

  /** The wait for a place that its last attempt has not come out of; null when there is none. */
  public @Nullable PlaceWait place() {
    return account.place();
  }

  /** Whether it may begin one more attempt where it may make so many. */
  public boolean hasRoom(int most) {
    return account.hasRoom(most);
  }

  /** How often an attempt of this call was made again at the same target. */
  public int repeats() {
    return account.repeats();
  }

  /** An attempt is made again at the same target; false when that was done so often already. */
  public boolean countRepeat(int most) {
    return account.countRepeat(most);
  }

  /** Whether some link has broken the contract: then the call fails, whatever was done about it. */
  public @Nullable ContractBreachException breach() {
    return breach;
  }

  void throwIfPoisoned() {
    ContractBreachException first = breach;
    if (first != null) {
      throw first;
    }
  }

  void poison(ContractBreachException first) {
    if (breach == null) {
      breach = first;
    }
  }

  /**
   * Clears the interrupt flag of the thread for the time of unwinding, so that no settlement is
   * lost to it; the door restores it. Returns whether it was set.
   */
  boolean rememberInterrupt() {
    boolean set = Thread.interrupted();
    if (set) {
      interrupted = true;
    }
    return set;
  }

  /** Its caller was interrupted, whoever takes the flag: the door gives it back. */
  public void noteInterrupt() {
    interrupted = true;
  }

  /** Gives the caller's thread back the interrupt that was taken from it, or noted. */
  public void restoreInterrupt() {
    if (interrupted) {
      interrupted = false;
      Thread.currentThread().interrupt();
    }
  }

  /** A tap is being told: it must not act on the chain meanwhile. */
  void enterTap() {
    tapsUnderWay++;
  }

  void leaveTap() {
    tapsUnderWay--;
  }

  /** How many taps are being told, one from within the other. */
  int tapsUnderWay() {
    return tapsUnderWay;
  }

  /** The account of this call as it stands. */
  public Served served() {
    List<AttemptRecord> attempts = account.attempts();
    Usage usage = null;
    Cost cost = null;
    AttemptRecord server = null;
    for (int i = 0; i < attempts.size(); i++) {
      AttemptRecord attempt = attempts.get(i);
      usage = usage == null ? attempt.usage() : usage.plus(attempt.usage());
      cost = cost == null ? attempt.cost() : cost.and(attempt.cost());
      if (attempt.state() == AttemptState.SUCCEEDED) {
        server = attempt;
      }
    }
    CacheStatus cache = attribute(CACHE);
    Redactions redactions = attribute(CallContext.REDACTIONS);
    return new Served(
        id(),
        server == null ? null : server.target(),
        account.modelUsed(),
        server == null ? null : server.keyAlias(),
        cache == null ? CacheStatus.NONE : cache,
        attempts,
        account.elapsed(),
        usage == null ? Usage.ZERO : usage,
        cost == null ? Cost.ZERO : cost,
        account.entries(),
        redactions == null ? Redactions.NONE : redactions,
        attribute(CallContext.CACHE_USE));
  }
}
