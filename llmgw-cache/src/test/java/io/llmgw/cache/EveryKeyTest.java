package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.condition.Task;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.route.Requirements;
import io.llmgw.cache.key.NoMatter;
import io.llmgw.test.Fault;
import io.llmgw.test.scripted.ScriptedProvider;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Whatever a request can say makes another key. Setters and components are found by reflection: a
 * new one cannot be forgotten.
 */
@Fault("F131")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryKeyTest {
  private static final CacheControl ANYTHING =
      CacheControl.writeOnly().alsoSampled().alsoSeeded().alsoToolCalls();

  private final ScriptedProvider a =
      ScriptedProvider.named("a").always((call, script) -> script.fitting(call.request()));
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .use(ResponseCache.ofMegabytes(1).with(ANYTHING))
          .build();

  @AfterAll
  void close() {
    llm.close();
  }

  private String key(LlmRequest<?> request) {
    return key(llm, request);
  }

  private static String key(LlmClient llm, LlmRequest<?> request) {
    return Objects.requireNonNull(llm.send(request).served().cacheUse()).key();
  }

  @TestFactory
  Stream<DynamicTest> everySetterMatters() {
    return Stream.concat(
            Stream.of(ChatRequest.Builder.class, EmbeddingRequest.Builder.class),
            OperationSamples.builders())
        .flatMap(type -> setters(type).map(method -> Map.entry(type, method)))
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey().getDeclaringClass().getSimpleName()
                        + " "
                        + each.getValue().toGenericString().replaceAll("\\w+\\.", ""),
                    () -> matters(each.getKey(), each.getValue())));
  }

  private static Stream<Method> setters(Class<?> builder) {
    return Arrays.stream(builder.getMethods())
        .filter(method -> !method.isSynthetic() && method.getReturnType() != Object.class)
        .filter(method -> method.getReturnType().isAssignableFrom(builder));
  }

  private void matters(Class<?> builder, Method setter) throws Exception {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("nothing", key(built(builder, setter, -1)));
    keys.put("one", key(built(builder, setter, 0)));
    if (setter.getParameterCount() > 0) {
      keys.put("another", key(built(builder, setter, 1)));
    }

    assertThat(keys.values()).doesNotHaveDuplicates();
    assertThat(key(built(builder, setter, 0))).isEqualTo(keys.get("one"));
    for (int i = 0; i < setter.getParameterCount() && setter.getParameterCount() > 1; i++) {
      Object[] values = values(setter, 0);
      values[i] = values(setter, 1)[i];
      assertThat(keys.values()).doesNotContain(key(built(builder, setter, values)));
    }
  }

  private static LlmRequest<?> built(Class<?> type, Method setter, int variant) throws Exception {
    return built(type, setter, variant < 0 ? null : values(setter, variant));
  }

  private static LlmRequest<?> built(Class<?> type, Method setter, Object[] values)
      throws Exception {
    if (OperationSamples.isOf(type)) {
      return OperationSamples.built(type, setter, values);
    }
    if (type == ChatRequest.Builder.class) {
      ChatRequest.Builder builder = ChatRequest.builder().user("Why?");
      if (setter.getName().equals("toolChoice")) {
        builder.tools(KeySamples.tool(0), KeySamples.tool(1));
      }
      if (values != null) {
        setter.invoke(builder, values);
      }
      return builder.build();
    }
    EmbeddingRequest.Builder builder = EmbeddingRequest.builder();
    boolean input = setter.getName().startsWith("input");
    if (!input || values == null) {
      builder.input("Why?"); // the key that is told is that of the first text
    }
    if (values != null) {
      setter.invoke(builder, values);
    }
    return builder.build();
  }

  private static Object[] values(Method setter, int variant) {
    Object[] values = new Object[setter.getParameterCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = KeySamples.value(setter.getGenericParameterTypes()[i], setter.getName(), variant);
    }
    return values;
  }

  @TestFactory
  Stream<DynamicTest> everyComponentMatters() {
    List<Class<?>> types = new ArrayList<>(List.of(Part.class.getPermittedSubclasses()));
    types.addAll(
        List.of(
            Message.class,
            ToolSpec.class,
            ToolChoice.Named.class,
            ResponseFormat.Schema.class,
            GenerationSettings.class,
            ReasoningSettings.class));
    return types.stream()
        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
        .filter(component -> !component.getName().equals("cacheMark")) // costs, not answers
        .map(
            component ->
                DynamicTest.dynamicTest(
                    component.getDeclaringRecord().getSimpleName() + "." + component.getName(),
                    () -> matters(component)));
  }

  private void matters(RecordComponent component) throws Exception {
    String one = key(holding(record(component.getDeclaringRecord(), null)));
    String same = key(holding(record(component.getDeclaringRecord(), null)));
    String other = key(holding(record(component.getDeclaringRecord(), component)));

    assertThat(same).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
  }

  private static Object record(Class<?> type, RecordComponent changed) throws Exception {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      boolean other = changed != null && components[i].getName().equals(changed.getName());
      values[i] =
          KeySamples.value(components[i].getGenericType(), components[i].getName(), other ? 1 : 0);
    }
    Constructor<?> canonical = type.getDeclaredConstructor(types);
    return canonical.newInstance(values);
  }

  /** A request in which this stands. */
  private static ChatRequest holding(Object value) {
    ChatRequest.Builder builder = ChatRequest.builder();
    if (value instanceof Message message) {
      return builder.message(message).build();
    }
    if (value instanceof ToolResult result) {
      return builder.message(Message.tool(result)).build();
    }
    if (value instanceof Part.Structured structured) {
      ToolResult result = new ToolResult("c", List.of(structured), false);
      return builder.message(Message.tool(result)).build();
    }
    if (value instanceof Part part) {
      return builder.message(new Message(Role.ASSISTANT, List.of(part), null, null)).build();
    }
    builder.user("Why?");
    if (value instanceof ToolSpec tool) {
      return builder.tools(tool).build();
    }
    if (value instanceof ToolChoice choice) {
      return builder.tools(KeySamples.tool(0), KeySamples.tool(1)).toolChoice(choice).build();
    }
    if (value instanceof ResponseFormat format) {
      return builder.responseFormat(format).build();
    }
    if (value instanceof ReasoningSettings reasoning) {
      return builder.reasoning(reasoning).build();
    }
    return builder.build().withSettings((GenerationSettings) value);
  }

  @Test
  void optionsMatterUnlessTheyAreOnTheListOfThoseThatDoNot() {
    ChatRequest plain = ChatRequest.of("Why?");
    List<RequestOption> options =
        List.of(
            Leniency.DROP,
            new Task("code"),
            new Task("summary"),
            Requirements.none(),
            new HostOption("x"),
            new HostOption("y"));
    Map<Object, String> keys = new HashMap<>();
    for (RequestOption option : options) {
      ChatRequest request = plain.with(option).with(CacheControl.DEFAULT.use(CacheControl.Use.ON));
      int before = a.received();
      llm.chat(request);
      llm.chat(request);
      keys.put(option, String.valueOf(a.received() - before));
    }

    assertThat(keys.values())
        .as("asked once each, and never answered for another")
        .containsOnly("1");
    assertThat(NoMatter.reasons()).hasSize(11);
    assertThat(NoMatter.reasons().values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
  }

  record HostOption(String value) implements RequestOption {
    @Override
    public Class<HostOption> key() {
      return HostOption.class;
    }
  }

  @Test
  void whoAsksMatters() {
    List<String> keys = new ArrayList<>();
    keys.add(key(ChatRequest.of("Why?")));
    keys.add(key(llm.forCaller(Caller.tenant("one")), ChatRequest.of("Why?")));
    keys.add(key(llm.forCaller(Caller.tenant("two")), ChatRequest.of("Why?")));

    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void theVersionOfThePoliciesMatters() {
    ResponseCache cache = ResponseCache.ofMegabytes(1);
    List<String> keys =
        Stream.of(cache, cache.policyVersion("1"), cache.policyVersion("2"))
            .map(EveryKeyTest::keyIn)
            .toList();

    assertThat(keys).doesNotHaveDuplicates();
    assertThat(keyIn(cache.policyVersion("1"))).isEqualTo(keys.get(1));
  }

  private static String keyIn(ResponseCache cache) {
    try (LlmClient client =
        LlmClient.builder()
            .provider(ScriptedProvider.named("a").always("an answer"))
            .defaultModel("a/m")
            .use(cache)
            .build()) {
      return key(client, ChatRequest.of("Why?"));
    }
  }

  @Test
  void equalRequestsHaveOneKeyHoweverTheyAreBuilt() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("a", 1);
    one.put("b", List.of("x"));
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("b", List.of("x"));
    other.put("a", 1);
    ChatRequest first =
        ChatRequest.builder()
            .user("Why?")
            .extraBody("m", Json.ofValue(one))
            .extraBody("n", 1)
            .extraHeader("x-a", "1")
            .extraHeader("x-b", "2")
            .temperature(0)
            .build();
    ChatRequest second =
        ChatRequest.of("Why?").toBuilder()
            .temperature(0)
            .extraHeader("X-B", "2")
            .extraHeader("x-a", "1")
            .extraBody("n", 1)
            .extraBody("m", Json.ofText("{ \"b\": [\"x\"], \"a\": 1 }"))
            .build();

    assertThat(second).isEqualTo(first);
    assertThat(key(second)).isEqualTo(key(first));
  }

  @Test
  void theOrderOfASchemaMatters() {
    Json one = Json.ofText("{\"type\":\"object\",\"properties\":{\"a\":{},\"b\":{}}}");
    Json other = Json.ofText("{\"type\":\"object\",\"properties\":{\"b\":{},\"a\":{}}}");
    ChatRequest asked = ChatRequest.of("Why?");

    assertThat(one).isEqualTo(other);
    assertThat(key(asked.toBuilder().responseFormat(ResponseFormat.schema("s", one)).build()))
        .isNotEqualTo(
            key(asked.toBuilder().responseFormat(ResponseFormat.schema("s", other)).build()));
  }

  @Test
  void fieldsDoNotRunIntoEachOther() {
    List<String> keys =
        List.of(
            key(ChatRequest.builder().user("ab").user("c").build()),
            key(ChatRequest.builder().user("a").user("bc").build()),
            key(ChatRequest.builder().user("abc").build()),
            key(ChatRequest.builder().user("ab").stop("c").build()),
            key(ChatRequest.builder().user(Part.text("ab"), Part.text("c")).build()),
            key(ChatRequest.builder().user("\ud83d").build()),
            key(ChatRequest.builder().user("?").build()),
            key(ChatRequest.builder().user("\ude00").build()));

    assertThat(keys).doesNotHaveDuplicates();
  }
}
