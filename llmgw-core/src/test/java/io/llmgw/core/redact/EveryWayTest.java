package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.Part;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Detector;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.route.Route;
import io.llmgw.api.tool.Tool;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No way into the client, and none through it, passes redaction by (family 34). */
class EveryWayTest {
  static final String EMAIL = "ada@example.com";
  private static final String QUESTION = "Who is " + EMAIL + "?";
  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final String MASKED = "Who is <EMAIL_1>?";
  private static final Redaction REDACTION =
      Redaction.of(EntitySets.CONTACT)
          .with(Breaking.TYPE, Masking.token())
          .detectors(new Breaking())
          .trustingTools("find")
          .budget(Duration.ofMinutes(1));

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");
  private final List<String> toolSaw = new CopyOnWriteArrayList<>();
  private final LlmClientBuilder builder =
      LlmClient.builder()
          .provider(a)
          .provider(b)
          .alias("smart", Route.ordered(Route.target("a/m"), Route.target("b/m")))
          .defaultModel("smart")
          .defaultEmbeddingModel("a/e")
          .use(REDACTION);
  private LlmClient llm;

  @BeforeEach
  void watch() {
    leaks.of(a);
    leaks.of(b);
  }

  @AfterEach
  void close() {
    if (llm != null) {
      llm.close();
    }
  }

  private LlmClient llm() {
    if (llm == null) {
      llm = builder.build();
    }
    return llm;
  }

  @ParameterizedTest
  @EnumSource
  void masksOnEveryWay(Way way) {
    a.always(way::answer);

    assertThat(way.ask(llm(), QUESTION)).isEqualTo(EMAIL);
    assertThat(texts(a)).contains(MASKED).noneMatch(text -> text.contains(EMAIL));
  }

  @Test
  void theWaysAreThoseToEveryOperation() {
    for (Way way : Way.values()) {
      a.answers(way::answer);
      way.ask(llm(), QUESTION);
    }

    assertThat(a.requests())
        .extracting(LlmRequest::operation)
        .as("operations")
        .contains(Operation.values());
    assertThat(a.requests().stream().map(Object::getClass).distinct())
        .as("forms of a request")
        .hasSameElementsAs(List.of(LlmRequest.class.getPermittedSubclasses()));
  }

  @ParameterizedTest
  @EnumSource
  void masksEveryAttemptByOneMapping(Way way) {
    builder.time(VirtualTime.skipping());
    a.answers(script -> script.fail(ErrorKind.SERVER))
        .answers(way::answer)
        .always(script -> script.fail(ErrorKind.OVERLOADED));
    b.always(way::answer);

    assertThat(way.ask(llm(), QUESTION)).as("after a retry").isEqualTo(EMAIL);
    if (way != Way.EMBED && way != Way.EMBED_ASYNC) {
      assertThat(way.ask(llm(), QUESTION)).as("by the other provider").isEqualTo(EMAIL);
      assertThat(b.received()).isOne();
    }
    List<String> all = texts(a);
    all.addAll(texts(b));
    assertThat(a.received()).isGreaterThan(1);
    assertThat(all).filteredOn(text -> text.startsWith("Who")).containsOnly(MASKED);
    assertThat(all).noneMatch(text -> text.contains(EMAIL));
  }

  @ParameterizedTest
  @EnumSource
  void masksBothSidesOfAHedge(Door door) {
    Gate gate = Gate.closed();
    VirtualTime time = VirtualTime.create();
    builder.hedging(Hedging.after(DELAY).share(1)).closeGrace(Duration.ZERO).time(time);
    a.always(script -> script.waitFor(gate).text("late"));
    b.always("<EMAIL_1>");

    Visit visit = door.enter(llm(), ChatRequest.of(QUESTION));
    a.awaitReceived(1);
    time.awaitDueIn(DELAY);
    time.advance(DELAY);

    assertThat(visit.await().text()).isEqualTo(EMAIL);
    assertThat(texts(a)).containsOnly(MASKED);
    assertThat(texts(b)).containsOnly(MASKED);
  }

  record Mail(String mail) {}

  private Tool tool(String name) {
    return Tool.of(
        name,
        Mail.class,
        given -> {
          toolSaw.add(name + " " + given.mail());
          return "known as bob@example.com, " + given.mail();
        });
  }

  @ParameterizedTest
  @EnumSource
  void masksEachRoundOfTools(Door door) {
    a.answers(
        script ->
            script
                .toolCall("c1", "find", "{\"mail\":\"<EMAIL_1>\"}", 5)
                .toolCall("c2", "post", "{\"mail\":\"<EMAIL_1>\"}", 5));
    a.answers("<EMAIL_1> is <EMAIL_2>, <TEXT_1>");
    ChatRequest asked =
        ChatRequest.builder().user(QUESTION).tools(tool("find"), tool("post")).build();

    assertThat(door.open(llm(), asked).text()).isEqualTo(EMAIL + " is bob@example.com, <EMAIL_1>");
    assertThat(toolSaw).containsExactlyInAnyOrder("find " + EMAIL, "post <EMAIL_1>");
    assertThat(texts(a))
        .contains("known as <EMAIL_2>, <EMAIL_1>", "known as <EMAIL_2>, <TEXT_1>")
        .noneMatch(text -> text.contains("@example"));
  }

  @Test
  void masksTheRoundThatRepairsAValue() {
    a.answers("{\"mail\":7,\"of\":\"<EMAIL_1>\"}").answers("{\"mail\":\"<EMAIL_1>\"}");

    assertThat(llm().prompt(QUESTION).as(Way.Person.class).mail()).isEqualTo(EMAIL);
    assertThat(a.received()).isEqualTo(2);
    assertThat(texts(a)).noneMatch(text -> text.contains(EMAIL));
  }

  @ParameterizedTest
  @EnumSource
  void callsOfLinksAreMaskedAlreadyAndNotRestored(Door door) {
    List<String> told = new CopyOnWriteArrayList<>();
    builder.use(new Judge(told));
    a.answers("the judge says <EMAIL_1>").answers("<EMAIL_1>");

    assertThat(door.open(llm(), ChatRequest.of(QUESTION)).text()).isEqualTo(EMAIL);
    assertThat(told).containsExactly(MASKED, "the judge says <EMAIL_1>");
    assertThat(texts(a)).containsExactly("Judge " + MASKED, MASKED);
  }

  /** Shows what it is asked to a model first. */
  private record Judge(List<String> told) implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("judge").in(Slot.GUARD);
    }

    @Override
    public EventStream intercept(Chain chain) {
      ChatRequest request = (ChatRequest) chain.request();
      Part.Text text = (Part.Text) request.content().messages().get(0).parts().get(0);
      told.add(text.text());
      ChatRequest asked = ChatRequest.of("Judge " + text.text());
      told.add(chain.internal(Purpose.of("judge"), asked).text());
      return chain.proceed(chain.request());
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F161")
  void sendsNothingWhereADetectorThrows(Way way) {
    a.always(way::answer);

    String shown = shown(() -> way.ask(llm(), "my " + Breaking.WORD));

    assertThat(shown).contains("detector 'breaking'").doesNotContain(Breaking.WORD);
    assertThat(a.received()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F161")
  void sendsNoFurtherRoundWhereADetectorThrowsAtATool(Door door) {
    a.answers(script -> script.toolCall("c1", "break", "{\"mail\":\"m\"}")).answers("never");
    Tool tool = Tool.of("break", Mail.class, given -> "found " + Breaking.WORD);
    ChatRequest asked = ChatRequest.builder().user("q").tools(tool).build();

    String shown =
        shown(
            () -> {
              LlmException failure = door.open(llm(), asked).error();
              if (failure != null) {
                throw failure;
              }
            });

    assertThat(shown).contains("detector 'breaking'").doesNotContain(Breaking.WORD);
    assertThat(a.received()).isOne();
  }

  /** What an operator could read of a failure: the error with its causes, and the console. */
  private static String shown(Runnable failing) {
    PrintStream err = System.err;
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
    try {
      Throwable failure = catchThrowable(failing::run);
      assertThat(failure instanceof CompletionException ? failure.getCause() : failure)
          .isInstanceOf(LlmException.class);
      failure.printStackTrace(System.err);
    } finally {
      System.setErr(err);
    }
    return console.toString(StandardCharsets.UTF_8);
  }

  private static List<String> texts(ScriptedProvider provider) {
    List<String> texts = new ArrayList<>();
    for (LlmRequest<?> request : provider.requests()) {
      request
          .content()
          .mapText(
              (path, kind, text) -> {
                texts.add(text);
                return text;
              });
    }
    return texts;
  }

  /** Fails at one word, and repeats it. */
  private record Breaking() implements Detector {
    static final EntityType TYPE = EntityType.of("BREAKING");
    static final String WORD = "canary-71c2";

    @Override
    public String name() {
      return "breaking";
    }

    @Override
    public Set<EntityType> types() {
      return Set.of(TYPE);
    }

    @Override
    public List<Finding> find(String text) {
      if (text.contains(WORD)) {
        throw new IllegalStateException("cannot read " + text);
      }
      return text.equals("-") ? List.of(new Finding(TYPE, 0, 1, Confidence.LOW, "b")) : List.of();
    }
  }
}
