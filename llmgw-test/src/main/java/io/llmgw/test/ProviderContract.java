package io.llmgw.test;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.test.DoorResult.Ending;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a {@link Provider} must keep, so that the engine can keep its own word: the order of the
 * events, the end after a cancel, what it leaves behind. A test of a provider extends this and says
 * how one is made. Needs an engine on the class path, and {@code junit-jupiter-api}.
 *
 * <pre>{@code
 * class ReverseModelContractTest extends ProviderContract {
 *   @Override protected Provider provider() {
 *     return new ReverseModel(Duration.ofMillis(1));
 *   }
 * }
 * }</pre>
 *
 * <p>Each scenario makes a provider of its own and closes it. A provider that speaks to a server
 * needs one that answers {@link #request()} every time, such as a {@code SimulatedProvider}.
 */
public abstract class ProviderContract {
  /** Ten times what the contract says: machines that test are busy. */
  private static final Duration END_OF_A_CANCEL = Duration.ofSeconds(2);

  /** How long a provider may take to get to where it blocks; then it is cancelled anyway. */
  private static final Duration HEAD_START = Duration.ofMillis(200);

  private static final int MANY = 8;
  private static final String WORD = "a-word-of-the-prompt";

  /** For implementations. */
  protected ProviderContract() {}

  /** A new provider, ready to answer {@link #request()} any number of times. */
  protected abstract Provider provider();

  /** What is asked in all scenarios; default one question. */
  protected ChatRequest request() {
    return ChatRequest.of("Why is the sky blue? " + WORD);
  }

  /** The model that is asked, by the provider's own id; default {@code any}. */
  protected String model() {
    return "any";
  }

  /**
   * The model that embeds, of a provider whose models differ in that; default {@link #model()}. It
   * takes three texts at once.
   */
  protected String embeddingModel() {
    return model();
  }

  /**
   * Something that the provider must refuse, however it does: too long, or for a model that it has
   * not. Default null, which leaves the scenario out.
   */
  protected @Nullable ChatRequest refusedRequest() {
    return null;
  }

  /** A whole answer is {@code Started}, content, {@code Completed}, and then nothing. */
  @Test
  void answersWhole() {
    run(provider -> ProviderConduct.checkAnswer(provider, call(provider).with(Delivery.WHOLE)));
  }

  /** A streamed answer is the same. */
  @Test
  void answersAsAStream() {
    run(
        provider -> {
          assumeItHas(provider, Capability.STREAMING);
          ProviderConduct.checkAnswer(provider, call(provider));
        });
  }

  /** Each text that is to be embedded becomes one vector, all of them of the same size. */
  @Test
  void embeds() {
    run(
        provider -> {
          assumeItHas(provider, Capability.EMBEDDINGS);
          ProviderConduct.checkVectors(
              provider,
              call(provider, EmbeddingRequest.of("blue", "red", WORD))
                  .model(embeddingModel())
                  .with(Delivery.WHOLE),
              3);
        });
  }

  /** Name and capabilities are what they were before. */
  @Test
  void saysTheSameOfItselfEachTime() {
    run(
        provider -> {
          String name = provider.name();
          require(
              name.matches("[A-Za-z0-9._-]+"),
              "the name '" + name + "' must be of letters, digits and . _ -, without a slash");
          require(name.equals(provider.name()), "name() must be constant");
          require(
              provider.capabilities().equals(provider.capabilities()),
              "capabilities() must be constant");
          require(
              provider.capabilities().has(Capability.CHAT)
                  || provider.capabilities().has(Capability.EMBEDDINGS),
              "capabilities() names neither CHAT nor EMBEDDINGS: the engine will never ask it");
        });
  }

  /** An option of a feature that the provider has never heard of changes nothing. */
  @Test
  void ignoresAnOptionThatItDoesNotKnow() {
    run(
        provider ->
            ProviderConduct.checkAnswer(
                provider, call(provider, request().with(new UnknownOption()))));
  }

  /** It answers many calls at the same time. */
  @Test
  void answersManyAtOnce() {
    run(
        provider -> {
          Races.Action[] calls = new Races.Action[MANY];
          Arrays.fill(
              calls, (Races.Action) () -> ProviderConduct.checkAnswer(provider, call(provider)));
          Races.together(calls);
        });
  }

  /** A stream that is closed early is over, and has taken back its wake-ups. */
  @Test
  void endsAStreamThatIsClosedEarly() {
    run(
        provider -> {
          LoneCall call = call(provider);
          EventStream stream = provider.open(call);
          LlmEvent first = stream.next();
          stream.close();
          stream.close();

          require(first != null, "the stream must not be empty");
          require(isOver(stream), "next() must throw IllegalStateException after close()");
          require(call.wakeUps() == 0, "a closed stream must take back its wake-ups");
        });
  }

  /** A call that is cancelled before it begins ends at once, without an exception of its own. */
  @Test
  void heedsACancelThatWasThereBefore() {
    run(
        provider -> {
          LoneCall call = call(provider).with(VirtualTime.create());
          call.cancel();

          expectEnd(CallReader.start(provider, call), call);
        });
  }

  /** A call that is cancelled while it answers, or waits to, ends at once; its clock stands. */
  @TestFactory
  Stream<DynamicTest> heedsACancelOnTheWay() {
    return Arrays.stream(Delivery.values())
        .map(
            delivery ->
                DynamicTest.dynamicTest(
                    delivery.name(), () -> run(provider -> cancelOnTheWay(provider, delivery))));
  }

  /**
   * A caller who is interrupted while it answers, or waits to, finds his thread interrupted when it
   * ends, by itself or by the cancel that the engine makes of it.
   */
  @TestFactory
  Stream<DynamicTest> keepsAnInterrupt() {
    return Arrays.stream(Delivery.values())
        .map(
            delivery ->
                DynamicTest.dynamicTest(
                    delivery.name(), () -> run(provider -> interrupt(provider, delivery))));
  }

  /**
   * What it cannot answer fails with an {@link LlmException}, and with the same when asked again.
   */
  @Test
  void refusesInTheWordsOfTheApi() {
    ChatRequest refused = refusedRequest();
    if (refused == null) {
      Assumptions.abort("refusedRequest() is not overridden");
    } else {
      run(provider -> expectRefusal(provider, refused));
    }
  }

  /** Neither the provider nor the events show key or prompt. */
  @Test
  void keepsItsSecrets() {
    run(
        provider -> {
          LoneCall call = call(provider);
          StringBuilder shown = new StringBuilder().append(provider);
          call.events(provider).forEach(shown::append);
          call.notes().forEach(shown::append);

          expectNoWord(shown.toString());
          ApiKey key = call.key();
          require(
              key == null || shown.indexOf(key.secret()) < 0,
              "the key is shown by toString() or in a note");
        });
  }

  /** The engine finds nothing to complain of, by whichever {@link Door} it is asked. */
  @TestFactory
  Stream<DynamicTest> answersThroughEachDoor() {
    return Arrays.stream(Door.values())
        .map(door -> DynamicTest.dynamicTest(door.name(), () -> goThrough(door)));
  }

  /** How long it waits for what must come; shorter where the kit tests itself. */
  Duration patience() {
    return Patience.limit();
  }

  private void cancelOnTheWay(Provider provider, Delivery delivery) {
    LoneCall call = call(provider).with(delivery).with(VirtualTime.create());
    CallReader reader = CallReader.start(provider, call);
    boolean unused = reader.awaitEnd(HEAD_START);

    call.cancel();

    expectEnd(reader, call);
  }

  private void interrupt(Provider provider, Delivery delivery) {
    LoneCall call = call(provider).with(delivery).with(VirtualTime.create());
    CallReader reader = CallReader.start(provider, call);
    boolean unused = reader.awaitEnd(HEAD_START);

    boolean interrupted = reader.interrupt();
    boolean endedByItself = reader.awaitEnd(HEAD_START);
    if (!endedByItself) {
      call.cancel();
    }

    require(
        reader.awaitEnd(END_OF_A_CANCEL),
        "a call that is interrupted and cancelled must end within 200 ms. It is at "
            + reader.place());
    require(
        !interrupted || reader.keptInterrupt(),
        "an interrupt must not be lost: who catches an InterruptedException calls"
            + " Thread.currentThread().interrupt() before he throws something else. It failed with "
            + reader.failure());
    require(call.wakeUps() == 0, "a call that has ended must take back its wake-ups");
  }

  @SuppressWarnings("try") // the leaks watch until they are closed
  private void goThrough(Door door) {
    try (Leaks leaks = Leaks.watch(patience())) {
      Provider provider = provider();
      try (LlmClient client =
          LlmClient.builder()
              .provider(provider)
              .defaultModel(provider.name() + "/" + model())
              .closeGrace(Duration.ZERO)
              .build()) {
        DoorResult result = door.open(client, request());
        require(result.ending() == Ending.SUCCEEDED, "expected an answer, got " + result);
      }
    }
  }

  @SuppressWarnings("try") // the same
  private void run(Scenario scenario) {
    try (Leaks leaks = Leaks.watch(patience());
        Provider provider = provider()) {
      scenario.play(provider);
    }
  }

  private LoneCall call(Provider provider) {
    return call(provider, request());
  }

  private LoneCall call(Provider provider, LlmRequest<?> request) {
    List<ApiKey> keys = provider.keys().keysFor(Caller.ANONYMOUS);
    return LoneCall.of(request).model(model()).with(keys.isEmpty() ? null : keys.get(0));
  }

  private void expectRefusal(Provider provider, ChatRequest refused) {
    CallReader reader = CallReader.start(provider, call(provider, refused));
    require(reader.awaitEnd(patience()), "a refused call must end");
    require(
        reader.failure() instanceof LlmException,
        "a refused call must end with an LlmException, not with " + reader.failure());
    require(reader.failsTheSame(), "next() must throw the same again when it is asked again");
    expectNoWord(String.valueOf(reader.failure()));
  }

  private void expectEnd(CallReader reader, LoneCall call) {
    require(
        reader.awaitEnd(END_OF_A_CANCEL),
        "a cancelled call must end within 200 ms: register a wake-up with call.cancellation() for"
            + " whatever blocks. It is at "
            + reader.place());
    Throwable failure = reader.failure();
    require(
        failure == null || failure instanceof LlmException,
        "a cancelled call must end with an LlmException or its answer, not with " + failure);
    require(call.wakeUps() == 0, "a call that has ended must take back its wake-ups");
    expectNoWord(String.valueOf(failure));
  }

  private static void expectNoWord(String shown) {
    require(!shown.contains(WORD), "a word of the prompt is shown by a message or toString()");
  }

  private static boolean isOver(EventStream stream) {
    try {
      stream.next();
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private static void assumeItHas(Provider provider, Capability capability) {
    Assumptions.assumeTrue(
        provider.capabilities().has(capability), "the provider does not have " + capability);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }

  /** One scenario. */
  @FunctionalInterface
  private interface Scenario {
    void play(Provider provider);
  }

  /** An option of a feature that no provider knows. */
  private record UnknownOption() implements RequestOption {
    @Override
    public Class<? extends RequestOption> key() {
      return UnknownOption.class;
    }
  }
}
