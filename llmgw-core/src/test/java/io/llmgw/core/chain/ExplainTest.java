package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Explanation;
import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code explain} prints the chain that calls run, not one that somebody wrote down beside it. */
class ExplainTest {
  private static final long SEED = Long.getLong("llmgw.test.seed", System.nanoTime());

  @RegisterExtension final Stage stage = new Stage();
  private final List<String> ran = new ArrayList<>();

  @RepeatedTest(20)
  void printsTheVeryLinksThatACallRunsInTheirOrder(RepetitionInfo repetition) {
    long seed = SEED + repetition.getCurrentRepetition();
    Random random = new Random(seed);
    List<String> configured = configureAtRandom(random);
    stage.fake.answers(
        (call, script) -> {
          noteEngineLinks(true, true);
          ran.add("provider");
          script.text("blue");
        });

    stage.ask();

    List<String> explained = namesOf(stage.llm().explain(Stage.QUESTION));
    assertThat(explained)
        .as("seed %d (-Dllmgw.test.seed=%d, repetition 1)", seed, seed - 1)
        .containsExactlyInAnyOrderElementsOf(configured);
    // The breaker sets nothing that a link inside it could see.
    assertThat(explained.stream().filter(name -> !name.equals("breaker")))
        .as("seed %d (-Dllmgw.test.seed=%d, repetition 1)", seed, seed - 1)
        .isEqualTo(ran);
  }

  private List<String> configureAtRandom(Random random) {
    List<String> names = new ArrayList<>(List.of("router", "retry", "breaker", "provider"));
    Slot[] slots = Slot.values();
    for (int i = random.nextInt(12); i >= 0; i--) {
      Slot slot = slots[1 + random.nextInt(slots.length - 2)];
      String name = "link-" + i;
      names.add(name);
      stage.use(TestLink.named(name, slot, chain -> noted(name, chain)).at(random.nextInt(5) - 2));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      String name = "observer-" + i;
      names.add(name);
      stage.builder().observe(new Noting(name));
    }
    return names;
  }

  private EventStream noted(String name, Chain chain) {
    noteEngineLinks(chain.context().target() != null, chain.context().attempt() != null);
    ran.add(name);
    return chain.proceed(chain.request());
  }

  /** The links of the engine show by what they have set for those inside them. */
  private void noteEngineLinks(boolean routed, boolean tried) {
    if (routed && !ran.contains("router")) {
      ran.add("router");
    }
    if (tried && !ran.contains("retry")) {
      ran.add("retry");
    }
  }

  private final class Noting implements CallObserver {
    private final String name;

    Noting(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Observation begin(ObservedCall call) {
      ran.add(name);
      return outcome -> {};
    }
  }

  @Test
  void leavesOutWhatIsNotConfigured() {
    assertThat(namesOf(stage.llm().explain(Stage.QUESTION)))
        .containsExactly("router", "retry", "breaker", "provider");
  }

  @Test
  void followsSlotsThenTheOrderWithinThemThenRegistration() {
    stage.use(
        TestLink.named("third", Slot.CALL, chain -> chain.proceed(chain.request())),
        TestLink.named("fourth", Slot.CALL, chain -> chain.proceed(chain.request())),
        TestLink.named("second", Slot.CALL, chain -> chain.proceed(chain.request())).at(-1),
        TestLink.named("first", Slot.ACCESS, chain -> chain.proceed(chain.request())).at(99));

    assertThat(namesOf(stage.llm().explain(Stage.QUESTION)))
        .startsWith("first", "second", "third", "fourth");
  }

  @Test
  void namesSlotClassAndOriginOfEachLink() {
    LinkSpec spec = LinkSpec.named("audit").in(Slot.RECORD);
    stage.use(new TestLink(spec, chain -> chain.proceed(chain.request())));

    Explanation.Link first = stage.llm().explain(Stage.QUESTION).chain().get(0);

    assertThat(first.spec()).isEqualTo(spec);
    assertThat(first.type()).isEqualTo(TestLink.class.getName());
    // The folder that the classes lie in, or their module.
    assertThat(first.origin()).isIn("test-classes", "io.llmgw.core");
  }

  @Test
  void saysWhichLinksAreTheEnginesOwn() {
    stage.use(TestLink.named("audit", Slot.RECORD, chain -> chain.proceed(chain.request())));

    assertThat(stage.llm().explain(Stage.QUESTION).chain())
        .extracting(link -> link.spec().name() + " " + link.custom())
        .containsExactly(
            "audit true", "router false", "retry false", "breaker false", "provider false");
  }

  @Test
  void namesTheTargetBehindAnAliasAndTheKeyWithoutItsSecret() {
    stage.builder().alias("smart", stage.fake.model());
    stage.fake.with(Keys.of("s3cret"));

    Explanation explanation = stage.llm().explain(ChatRequest.of("sky").withModel("smart"));

    assertThat(explanation.plan()).hasSize(1);
    assertThat(explanation.plan().get(0).target()).isEqualTo(stage.fake.target());
    assertThat(explanation.plan().get(0).keyAlias()).isEqualTo("main");
    assertThat(explanation.toString())
        .contains(
            "chat smart = fake/scripted-1",
            "ROUTE router > RETRY retry > BREAKER breaker > PROVIDER provider")
        .doesNotContain("s3cret", "sky");
    assertThat(stage.fake.received()).isZero();
  }

  private static List<String> namesOf(Explanation explanation) {
    return explanation.chain().stream().map(link -> link.spec().name()).toList();
  }
}
