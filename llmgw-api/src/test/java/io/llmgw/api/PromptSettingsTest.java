package io.llmgw.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.Retries;
import io.llmgw.api.tool.Tool;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A prompt says all that a request can say, and by the same words. */
class PromptSettingsTest {
  private static final Json SCHEMA = Json.ofText("{\"type\":\"object\"}");

  /** What a prompt calls otherwise, each with the reason. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          "user(String)", "the prompt's own text; further turns come by message(...)",
          "user(Part[])", "attach(...) adds to the prompt's own text",
          "option(RequestOption)", "with(...), as on a request that is built",
          "build()", "request()");

  /** A value of each type that a setting takes. */
  private static final Map<Class<?>, Object> VALUES =
      Map.ofEntries(
          Map.entry(String.class, "x-word"),
          Map.entry(double.class, 0.5),
          Map.entry(int.class, 3),
          Map.entry(long.class, 7L),
          Map.entry(boolean.class, false),
          Map.entry(Object.class, 11),
          Map.entry(String[].class, new String[] {"stop"}),
          Map.entry(Message.class, Message.assistant("Hi.")),
          Map.entry(List.class, List.of(Message.assistant("Hi."), Message.user("Why?"))),
          Map.entry(Part[].class, new Part[] {Part.text("more")}),
          Map.entry(ToolSpec[].class, new ToolSpec[] {ToolSpec.of("one", "x", SCHEMA)}),
          Map.entry(Tool[].class, new Tool[] {Tool.of("two", "x", Nothing.class, n -> "done")}),
          Map.entry(ToolChoice.class, ToolChoice.named("one")),
          Map.entry(ResponseFormat.class, ResponseFormat.json()),
          Map.entry(ReasoningEffort.class, ReasoningEffort.LOW),
          Map.entry(ReasoningSettings.class, ReasoningSettings.budgetTokens(2_000)),
          Map.entry(RequestOption.class, Retries.none()));

  record Nothing() {}

  static Stream<Method> settings() {
    return Stream.of(ChatRequest.Builder.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> !OTHERWISE.containsKey(signature(method)));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void eachSettingOfARequestIsOneOfAPrompt(Method setting) throws Exception {
    Object[] values = values(setting);
    ChatRequest.Builder expected = ChatRequest.builder().user("Why?");
    setting.invoke(expected, values);

    Prompt prompt = prompt();
    same(setting).invoke(prompt, values);

    ChatRequest built = expected.build();
    assertThat(prompt.request()).isEqualTo(built);
    assertThat(built).as("the value says nothing").isNotEqualTo(prompt().request());
  }

  @Test
  void whatIsCalledOtherwiseIsStillThere() {
    List<String> all = new ArrayList<>();
    for (Method method : ChatRequest.Builder.class.getDeclaredMethods()) {
      all.add(signature(method));
    }

    assertThat(all).containsAll(OTHERWISE.keySet());
  }

  private static Object[] values(Method setting) {
    return Stream.of(setting.getParameterTypes())
        .map(type -> assertThat(VALUES.get(type)).as("a value of %s", type).isNotNull().actual())
        .toArray();
  }

  private static Method same(Method setting) {
    for (Method method : Prompt.class.getMethods()) {
      if (method.getName().equals(setting.getName()) && takes(method, setting)) {
        return method;
      }
    }
    throw new AssertionError("a prompt lacks " + signature(setting));
  }

  private static boolean takes(Method method, Method setting) {
    Class<?>[] own = method.getParameterTypes();
    Class<?>[] wanted = setting.getParameterTypes();
    boolean takes = own.length == wanted.length;
    for (int i = 0; takes && i < own.length; i++) {
      takes = own[i].isAssignableFrom(wanted[i]);
    }
    return takes;
  }

  private static String signature(Method method) {
    List<String> types = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      types.add(type.getSimpleName());
    }
    return method.getName() + "(" + String.join(",", types) + ")";
  }

  /** A prompt that is looked at and never asked: it needs no client. */
  @SuppressWarnings("NullAway")
  private static Prompt prompt() {
    return new Prompt(null, "Why?");
  }
}
