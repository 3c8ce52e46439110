package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Fault;
import io.llmgw.test.scripted.ScriptedProvider;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Similar questions share nothing unless all else of their requests is equal. */
@Fault("F131")
class SimilarGroupsTest {
  private static final String KNOWN = "Which colour has the sky?";
  private static final String SIMILAR = "What is the colour of the sky?";

  private final ScriptedProvider a = ScriptedProvider.named("a").always("blue");
  private ResponseCache cache =
      ResponseCache.ofMegabytes(4)
          .with(CacheControl.DEFAULT.alsoSampled().alsoSeeded())
          .semantic(Semantic.by(text -> new float[] {1}).threshold(0));
  private LlmClient llm;

  private LlmClient llm() {
    if (llm == null) {
      llm =
          LlmClient.builder()
              .provider(a)
              .alias("one", Route.target("a/m"))
              .alias("two", Route.target("a/m"))
              .defaultModel("a/m")
              .use(cache)
              .build();
    }
    return llm;
  }

  @AfterEach
  void close() {
    llm().close();
  }

  private CacheStatus ask(Caller caller, ChatRequest request) {
    return llm().forCaller(caller).chat(request).served().cache();
  }

  private CacheStatus ask(ChatRequest request) {
    return llm().chat(request).served().cache();
  }

  @Test
  void callersShareAsFarAsTheyShareEqualQuestions() {
    Caller one = Caller.tenant("one");
    ask(one, ChatRequest.of(KNOWN));

    assertThat(ask(Caller.tenant("other"), ChatRequest.of(SIMILAR))).isEqualTo(CacheStatus.MISS);
    assertThat(ask(ChatRequest.of(SIMILAR))).isEqualTo(CacheStatus.MISS);
    assertThat(ask(one.user("u"), ChatRequest.of(SIMILAR))).isEqualTo(CacheStatus.HIT);
  }

  @Test
  void usersShareNothingWhereTheyAreNotToShare() {
    cache = cache.perUser();
    Caller one = Caller.tenant("t").user("one");
    ask(one, ChatRequest.of(KNOWN));

    assertThat(ask(Caller.tenant("t").user("other"), ChatRequest.of(SIMILAR)))
        .isEqualTo(CacheStatus.MISS);
    assertThat(ask(one, ChatRequest.of(SIMILAR))).isEqualTo(CacheStatus.HIT);
  }

  @Test
  void namespacesShareNothing() {
    CacheControl elsewhere = CacheControl.DEFAULT.namespace("elsewhere");
    ask(ChatRequest.of(KNOWN));

    assertThat(ask(ChatRequest.of(SIMILAR).with(elsewhere))).isEqualTo(CacheStatus.MISS);
    assertThat(cache.semanticReport("elsewhere").lookedUp()).isOne();
    assertThat(cache.semanticReport("elsewhere").found()).isZero();
  }

  @Test
  void modelsShareNothingAlsoWhereTheyStandForTheSame() {
    ask(ChatRequest.of(KNOWN).withModel("one"));

    assertThat(ask(ChatRequest.of(SIMILAR).withModel("two"))).isEqualTo(CacheStatus.MISS);
    assertThat(ask(ChatRequest.of(SIMILAR).withModel("one"))).isEqualTo(CacheStatus.HIT);
  }

  @Test
  void earlierTurnsAreEqual() {
    ask(talk("I am in Rome.", "Nice.", KNOWN));

    assertThat(ask(talk("I am in Oslo.", "Nice.", SIMILAR))).isEqualTo(CacheStatus.MISS);
    assertThat(ask(talk("I am in Rome.", "Well.", SIMILAR))).isEqualTo(CacheStatus.MISS);
    assertThat(ask(ChatRequest.of(SIMILAR))).isEqualTo(CacheStatus.MISS);
    assertThat(ask(talk("I am in Rome.", "Nice.", SIMILAR))).isEqualTo(CacheStatus.HIT);
  }

  private static ChatRequest talk(String first, String answer, String last) {
    return ChatRequest.builder().user(first).message(Message.assistant(answer)).user(last).build();
  }

  @Test
  void optionsOfTheHostAreEqual() {
    ask(ChatRequest.of(KNOWN).with(new HostOption("x")));

    assertThat(ask(ChatRequest.of(SIMILAR).with(new HostOption("y")))).isEqualTo(CacheStatus.MISS);
    assertThat(ask(ChatRequest.of(SIMILAR).with(new HostOption("x")))).isEqualTo(CacheStatus.HIT);
  }

  /** An option whose hash says nothing: only equality may count. */
  record HostOption(String value) implements RequestOption {
    @Override
    public Class<HostOption> key() {
      return HostOption.class;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  /** Every setter of a request, found by reflection: a new one cannot be forgotten. */
  @TestFactory
  Stream<DynamicTest> allElseIsEqual() {
    return Arrays.stream(ChatRequest.Builder.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> method.getReturnType() == ChatRequest.Builder.class)
        .filter(method -> !List.of("user", "option").contains(method.getName()))
        .map(
            method ->
                DynamicTest.dynamicTest(
                    method.toGenericString().replaceAll("\\w+\\.", ""), () -> isEqual(method)));
  }

  private void isEqual(Method setter) throws Exception {
    llm();
    cache.invalidateIf(entry -> true);
    ask(built(setter, 0, KNOWN));

    assertThat(ask(built(setter, 1, SIMILAR))).isEqualTo(CacheStatus.MISS);
    assertThat(ask(ChatRequest.of(SIMILAR))).isEqualTo(CacheStatus.MISS);
    assertThat(ask(built(setter, 0, SIMILAR))).isEqualTo(CacheStatus.HIT);
  }

  private static ChatRequest built(Method setter, int variant, String question) throws Exception {
    ChatRequest.Builder builder = ChatRequest.builder();
    if (setter.getName().equals("toolChoice")) {
      builder.tools(KeySamples.tool(0), KeySamples.tool(1));
    }
    Object[] values = new Object[setter.getParameterCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = KeySamples.value(setter.getGenericParameterTypes()[i], setter.getName(), variant);
    }
    setter.invoke(builder, values);
    return builder.user(question).build();
  }

  @Test
  void theOrderOfFieldsDoesNotMatter() {
    ask(ChatRequest.of(KNOWN).toBuilder().extraBody("m", Json.ofText("{\"a\":1,\"b\":2}")).build());

    assertThat(
            ask(
                ChatRequest.of(SIMILAR).toBuilder()
                    .extraBody("m", Json.ofText("{\"b\":2,\"a\":1}"))
                    .build()))
        .isEqualTo(CacheStatus.HIT);
  }
}
