package io.llmgw.test.scripted;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.Target;
import io.llmgw.test.Patience;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A provider in this process that answers as it is told, and remembers what it was asked.
 *
 * <pre>{@code
 * ScriptedProvider fake = ScriptedProvider.named("fake")
 *     .answers("hello")
 *     .answers(script -> script.text("a").fail(ErrorKind.STREAM_BROKEN));
 * try (LlmClient llm = LlmClient.builder().provider(fake).defaultModel(fake.model()).build()) {
 *   ...
 *   assertThat(fake.requests()).hasSize(2);
 *   assertThat(fake.openStreams()).isZero();
 * }
 * }</pre>
 *
 * <p>Each {@code answers} is for one call, in order; {@code always} is for every call after them.
 * When nothing is left, a call fails with kind {@code CONFIGURATION} and a message that says so.
 * See {@link Script} for what an answer can do. Thread-safe; more answers may be added at any time.
 * The client that it is given to closes it.
 */
public final class ScriptedProvider implements Provider {
  private static final int REMEMBERED_CALLS = 10_000;

  private final String name;
  private final Deque<Answer> queue = new ArrayDeque<>();
  private final Deque<ReceivedCall> calls = new ArrayDeque<>();
  private @Nullable Answer always;
  private Capabilities capabilities = Capabilities.of(Capability.values());
  private KeySource keys = KeySource.NONE;
  private int received;
  private int openStreams;
  private int scripted;
  private boolean closed;

  private ScriptedProvider(String name) {
    this.name = name;
  }

  /** A provider of this name, able to do everything, without keys, and with no answer yet. */
  public static ScriptedProvider named(String name) {
    return new ScriptedProvider(name);
  }

  /** Answers the next call with this text, in one piece. */
  public ScriptedProvider answers(String text) {
    return answers(script -> script.text(text));
  }

  /** Answers the next call by this script, which is written now. */
  public ScriptedProvider answers(Consumer<Script> writer) {
    return enqueue(Answer.written(writer));
  }

  /** Answers the next call by a script that is written when the call comes. */
  public ScriptedProvider answers(BiConsumer<ProviderCall, Script> writer) {
    return enqueue(Answer.perCall(writer));
  }

  /** Answers the next call with null instead of a stream, which no provider may do. */
  public ScriptedProvider answersNull() {
    return enqueue(call -> null);
  }

  /** Fails the next call in {@code open}. */
  public ScriptedProvider fails(ErrorKind kind) {
    return answers(script -> script.fail(kind));
  }

  /** Answers every further call with this text, in one piece. */
  public ScriptedProvider always(String text) {
    return always(script -> script.text(text));
  }

  /** Answers every further call by this script, which is written now, once. */
  public ScriptedProvider always(Consumer<Script> writer) {
    return everAfter(Answer.written(writer));
  }

  /** Answers every further call by a script that is written when the call comes. */
  public ScriptedProvider always(BiConsumer<ProviderCall, Script> writer) {
    return everAfter(Answer.perCall(writer));
  }

  /** Says that it can do this much; default everything. Set it before a client is built. */
  public synchronized ScriptedProvider with(Capabilities capabilities) {
    this.capabilities = capabilities;
    return this;
  }

  /** Takes its keys from here; default none. Set it before a client is built. */
  public synchronized ScriptedProvider with(KeySource keys) {
    this.keys = keys;
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public synchronized KeySource keys() {
    return keys;
  }

  /** A model of this provider, {@code name/scripted-1}; it answers to any other name as well. */
  public String model() {
    return name + "/scripted-1";
  }

  /** The target of {@link #model()}. */
  public Target target() {
    return Target.of(model());
  }

  @Override
  @SuppressWarnings("NullAway") // answersNull breaks the contract on purpose
  public EventStream open(ProviderCall call) {
    ReceivedCall receipt = new ReceivedCall(call, this::streamClosed);
    Answer answer = take(receipt);
    try {
      call.sent();
      Script.Plan plan = answer.plan(call);
      if (plan == null) {
        receipt.closed();
        return null;
      }
      ScriptedStream stream = new ScriptedStream(name, plan, call, receipt);
      stream.begin();
      return stream;
    } catch (Throwable e) { // also what a script throws undeclared
      receipt.closed();
      throw e;
    }
  }

  /** The requests received so far, in order: the last 10,000. */
  public List<LlmRequest<?>> requests() {
    List<LlmRequest<?>> requests = new ArrayList<>();
    for (ReceivedCall call : calls()) {
      requests.add(call.request());
    }
    return List.copyOf(requests);
  }

  /** The calls received so far, in order: the last 10,000. */
  public synchronized List<ReceivedCall> calls() {
    return List.copyOf(calls);
  }

  /** How many calls were received so far, failed ones included. */
  public synchronized int received() {
    return received;
  }

  /** How many streams are not closed; each must be, read to its end or not. */
  public synchronized int openStreams() {
    return openStreams;
  }

  /** Whether {@link #close()} was called. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Waits until so many calls have been received.
   *
   * @throws AssertionError when they do not come within {@link Patience#limit()}
   */
  public void awaitReceived(int count) {
    Patience.until(
        () -> count + " calls at provider " + name + "; came: " + received(),
        Patience.limit(),
        () -> received() >= count);
  }

  /**
   * Waits until every stream is closed.
   *
   * @throws AssertionError when one still is after {@link Patience#limit()}
   */
  public void awaitNoOpenStreams() {
    Patience.until(
        () -> "the streams of provider " + name + " to be closed; open: " + openStreams(),
        Patience.limit(),
        () -> openStreams() == 0);
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return "ScriptedProvider[" + name + ", " + received() + " calls, " + openStreams() + " open]";
  }

  private synchronized ScriptedProvider enqueue(Answer answer) {
    queue.add(answer);
    scripted++;
    return this;
  }

  private synchronized ScriptedProvider everAfter(Answer answer) {
    if (always != null) {
      throw new IllegalStateException("always(...) is set twice for provider '" + name + "'");
    }
    always = answer;
    return this;
  }

  private synchronized Answer take(ReceivedCall receipt) {
    received++;
    if (calls.size() == REMEMBERED_CALLS) {
      calls.remove();
    }
    calls.add(receipt);
    Answer answer = queue.isEmpty() ? always : queue.remove();
    if (answer != null && !closed) {
      openStreams++;
      receipt.opened();
      return answer;
    }
    throw LlmException.of(
            closed ? ErrorKind.CLOSED : ErrorKind.CONFIGURATION,
            closed
                ? "scripted provider '" + name + "' is closed"
                : "scripted provider '"
                    + name
                    + "' has no answer for call "
                    + received
                    + ": "
                    + scripted
                    + " were scripted; add answers(...) or always(...)")
        .target(name, receipt.model())
        .build();
  }

  private synchronized void streamClosed() {
    openStreams--;
  }

  /** Where the plan of a call comes from. */
  @FunctionalInterface
  private interface Answer {
    /** The plan; null to answer with null. */
    Script.@Nullable Plan plan(ProviderCall call);

    static Answer written(Consumer<Script> writer) {
      Script script = new Script();
      writer.accept(script);
      Script.Plan plan = script.plan();
      return call -> plan;
    }

    static Answer perCall(BiConsumer<ProviderCall, Script> writer) {
      return call -> {
        Script script = new Script();
        writer.accept(call, script);
        return script.plan();
      };
    }
  }
}
