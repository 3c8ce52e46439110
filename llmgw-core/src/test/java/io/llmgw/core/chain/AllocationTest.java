package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the chain costs in memory: counted, not timed, so the figures hold on every machine. */
class AllocationTest {
  private static final int WARM_UP = 20_000;
  private static final int CALLS = 5_000;
  private static final int ROUNDS = 5;
  private static final int MOST_BYTES_PER_CALL = 2048;
  private static final int MOST_BYTES_PER_LINK = 72;
  private static final int MOST_BYTES_PER_UNWANTED = 512;

  private static final ChatRequest QUESTION =
      ChatRequest.of("Why is the sky blue?").withModel("plain/model");
  private static final int PIECES = 20;
  private static final int MORE_PIECES = 60;
  private static final int MANY_PIECES = 220;
  private static final List<LlmEvent> ANSWER = answer(PIECES);

  private static ThreadMXBean threads;
  private static Object kept;

  private static List<LlmEvent> answer(int pieces) {
    List<LlmEvent> events = new ArrayList<>();
    events.add(Started.inProcess());
    for (int i = 0; i < pieces; i++) {
      events.add(new TextDelta(0, "Blue light scatters most. "));
    }
    events.add(new Completed(FinishReason.STOP, Usage.reported(6, 100)));
    return List.copyOf(events);
  }

  @BeforeAll
  static void needsAJvmThatCounts() {
    boolean counts =
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported();
    Assumptions.assumeTrue(counts, "this JVM does not count the bytes that a thread allocates");
    threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  }

  @Test
  void aCallAddsLittleToWhatItsProviderAllocates() {
    long direct = bytesPerCall(() -> direct(new Plain()));
    long through = bytesPerCallThroughAChainOf(0);

    System.out.printf(
        "Allocation per call: %d B direct, %d B through the chain, %d B added (at most %d)%n",
        direct, through, through - direct, MOST_BYTES_PER_CALL);
    assertThat(through - direct).isLessThanOrEqualTo(MOST_BYTES_PER_CALL);
  }

  @Test
  void aCallOfAModelWithAPriceAddsLittleToo() {
    ModelCatalog priced =
        ModelCatalog.empty()
            .withPrice(
                "plain/model",
                PriceRow.builder("test", LocalDate.of(2026, 11, 1))
                    .input("0.25")
                    .output("2")
                    .build());
    long direct = bytesPerCall(() -> direct(new Plain()));
    long with = bytesPerCall(LlmClient.builder().provider(new Plain()).catalog(priced));

    System.out.printf(
        "Allocation per call with its cost: %d B direct, %d B through the chain, %d B added"
            + " (at most %d)%n",
        direct, with, with - direct, MOST_BYTES_PER_CALL);
    assertThat(((ChatResponse) kept).served().cost()).hasToString("~0.0002015 USD");
    assertThat(with - direct).isLessThanOrEqualTo(MOST_BYTES_PER_CALL);
  }

  /** As key sources are asked, several times in a call. */
  @Test
  void codeThatMayBlockCostsACallNothingButTheFirstTime() throws Exception {
    RealCancellation token = new RealCancellation();
    Callable<List<LlmEvent>> code = () -> ANSWER;
    token.interruptible(code);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        kept = token.interruptible(code);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(least / CALLS).isZero();
  }

  @Test
  void aLinkThatPassesOnAddsOneSmallObject() {
    long without = bytesPerCallThroughAChainOf(0);
    long with = bytesPerCallThroughAChainOf(16);

    double perLink = (with - without) / 16.0;
    System.out.printf(
        "Allocation per link that passes on: %.1f B (at most %d)%n", perLink, MOST_BYTES_PER_LINK);
    assertThat(perLink).isLessThanOrEqualTo(MOST_BYTES_PER_LINK);
  }

  @Test
  void aClientThatNobodyWatchesPaysNothingForIt() {
    LlmClientBuilder watched = LlmClient.builder().provider(new Plain()).use(() -> "no observers");
    try (LlmClient plain = LlmClient.builder().provider(new Plain()).build();
        LlmClient idle = watched.build()) {
      repeat(WARM_UP, () -> plain.chat(QUESTION));
      repeat(WARM_UP, () -> idle.chat(QUESTION));
      long without = Long.MAX_VALUE;
      long with = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) { // by turns: both meet the same compiled code
        without = Math.min(without, bytesPerCallOf(() -> plain.chat(QUESTION)));
        with = Math.min(with, bytesPerCallOf(() -> idle.chat(QUESTION)));
      }

      System.out.printf(
          "Allocation per call without observers: %d B, with a feature that brings none: %d B%n",
          without, with);
      assertThat(with).isEqualTo(without);
    }
  }

  @Test
  void anObserverThatWantsNothingAddsLittle() {
    long without = bytesPerCallThroughAChainOf(0);
    long with = bytesPerCall(LlmClient.builder().provider(new Plain()).observe(call -> null));

    System.out.printf(
        "Allocation by an observer that wants nothing: %d B per call (at most %d)%n",
        with - without, MOST_BYTES_PER_UNWANTED);
    assertThat(with - without).isLessThanOrEqualTo(MOST_BYTES_PER_UNWANTED);
  }

  @Test
  void anObserverOfACallAndItsAttemptsAddsNothingPerEvent() {
    long few = addedByAnObserver(PIECES);
    long many = addedByAnObserver(MANY_PIECES);

    double perEvent = (double) (many - few) / (MANY_PIECES - PIECES);
    System.out.printf(
        "Allocation by an observer: %d B per call, %.1f B per event (at most 1)%n", few, perEvent);
    assertThat(perEvent).isLessThanOrEqualTo(1);
  }

  @Test
  void anEventPassesTheChainForNothing() {
    double whole = perEvent(LlmClient::chat);
    double streamed =
        perEvent(
            (llm, question) -> {
              try (ChatStream stream = llm.stream(question)) {
                return stream.response();
              }
            });

    System.out.printf(
        "Allocation per event by the chain: %.1f B of a whole answer, %.1f B of a stream (at most"
            + " 1)%n",
        whole, streamed);
    assertThat(whole).isLessThanOrEqualTo(1);
    assertThat(streamed).isLessThanOrEqualTo(1);
  }

  /** What each event of a longer answer costs beside what putting that together costs. */
  private static double perEvent(BiFunction<LlmClient, ChatRequest, ChatResponse> door) {
    return (addedByTheChain(MORE_PIECES, door) - addedByTheChain(PIECES, door))
        / (double) (MORE_PIECES - PIECES);
  }

  private static long addedByTheChain(
      int pieces, BiFunction<LlmClient, ChatRequest, ChatResponse> door) {
    List<LlmEvent> answer = answer(pieces);
    long direct = bytesPerCall(() -> direct(new Plain(answer)));
    try (LlmClient llm = LlmClient.builder().provider(new Plain(answer)).build()) {
      return bytesPerCall(() -> door.apply(llm, QUESTION)) - direct;
    }
  }

  private static long addedByAnObserver(int pieces) {
    List<LlmEvent> answer = answer(pieces);
    long without = bytesPerCall(LlmClient.builder().provider(new Plain(answer)));
    return bytesPerCall(LlmClient.builder().provider(new Plain(answer)).observe(new Looking()))
        - without;
  }

  private static long bytesPerCallThroughAChainOf(int links) {
    LlmClientBuilder builder = LlmClient.builder().provider(new Plain());
    for (int i = 0; i < links; i++) {
      builder.use(TestLink.named("link-" + i, Slot.CALL, chain -> chain.proceed(chain.request())));
    }
    return bytesPerCall(builder);
  }

  private static long bytesPerCall(LlmClientBuilder builder) {
    try (LlmClient llm = builder.build()) {
      return bytesPerCall(() -> llm.chat(QUESTION));
    }
  }

  /** The least of several rounds: what the compiler itself allocates is nobody's fault. */
  private static long bytesPerCall(Supplier<ChatResponse> call) {
    repeat(WARM_UP, call);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      least = Math.min(least, bytesPerCallOf(call));
    }
    return least;
  }

  private static long bytesPerCallOf(Supplier<ChatResponse> call) {
    long before = threads.getCurrentThreadAllocatedBytes();
    repeat(CALLS, call);
    return (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
  }

  private static void repeat(int times, Supplier<ChatResponse> call) {
    for (int i = 0; i < times; i++) {
      kept = call.get();
    }
    assertThat(kept).isNotNull();
  }

  /** The same call without llmgw's engine. */
  private static ChatResponse direct(Provider provider) {
    ResponseAssembler<ChatResponse> assembler = ResponseAssembler.of(QUESTION);
    try (EventStream stream = provider.open(DirectCall.INSTANCE)) {
      for (LlmEvent event = stream.next(); event != null; event = stream.next()) {
        assembler.accept(event);
      }
    }
    return assembler.response(DirectCall.SERVED);
  }

  /** A model in this process. */
  private static final class Plain implements Provider {
    private static final Capabilities CHAT = Capabilities.of(Capability.CHAT);
    private final List<LlmEvent> answer;

    Plain() {
      this(ANSWER);
    }

    Plain(List<LlmEvent> answer) {
      this.answer = answer;
    }

    @Override
    public String name() {
      return "plain";
    }

    @Override
    public Capabilities capabilities() {
      return CHAT;
    }

    @Override
    public EventStream open(ProviderCall call) {
      return EventStreams.of(answer);
    }
  }

  /** Watches calls and attempts, and keeps nothing. */
  private static final class Looking implements CallObserver {
    @Override
    public Observation begin(ObservedCall call) {
      return new Observation() {
        @Override
        public AttemptObservation onAttempt(ObservedAttempt attempt) {
          return end -> {};
        }

        @Override
        public void onOutcome(ObservedOutcome outcome) {}
      };
    }
  }

  /** What a provider is given where there is no engine. */
  private enum DirectCall implements ProviderCall {
    INSTANCE;

    private static final Served SERVED =
        new Served(
            "direct",
            null,
            null,
            null,
            CacheStatus.NONE,
            List.of(),
            Duration.ZERO,
            Usage.ZERO,
            Cost.ZERO,
            List.of());

    private final Cancellation token = new RealCancellation();
    private final TimeSource time = TimeSource.system();

    @Override
    public LlmRequest<?> request() {
      return QUESTION;
    }

    @Override
    public String model() {
      return "model";
    }

    @Override
    public Delivery delivery() {
      return Delivery.WHOLE;
    }

    @Override
    public ApiKey key() {
      return null;
    }

    @Override
    public int attempt() {
      return 1;
    }

    @Override
    public Cancellation cancellation() {
      return token;
    }

    @Override
    public TimeSource time() {
      return time;
    }

    @Override
    public Timeouts timeouts() {
      return Timeouts.none();
    }

    @Override
    public void note(String note) {}

    @Override
    public void waitsFor(Supplier<String> limit) {}

    @Override
    public void goesOn() {}

    @Override
    public void sent() {}
  }
}
