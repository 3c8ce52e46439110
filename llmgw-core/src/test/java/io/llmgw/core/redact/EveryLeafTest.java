package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.test.scripted.ScriptedProvider;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever text a request takes is masked: each place of each type of request by itself, found by
 * reflection (family 10).
 */
class EveryLeafTest {
  private static final String KEY = "glpat-x7k2m9q4w8e3r5t6y1zp";
  private static final String EMAIL = "ada.lovelace@example.com";
  private static final String CARD = "4111111111111111";

  /** What goes back to its provider as it came, and names of things; see docs/redaction.md. */
  private static final Set<String> AS_THEY_ARE =
      Set.of(
          "ToolCall.id",
          "ToolCall.providerFields",
          "ToolCall.providerFields name",
          "ToolCall.providerFields inner name",
          "ToolResult.callId",
          "Reasoning.signature",
          "Reasoning.provider",
          "ProviderItem.provider",
          "ProviderItem.type",
          "ProviderItem.json",
          "ProviderItem.json inner name",
          "ToolSpec.parameters inner name",
          "Schema.schema inner name",
          "Bytes.mediaType",
          "Link.mediaType",
          "size#0",
          "quality#0",
          "voice#0",
          "language#0");

  /** Numbers that stay: of what goes back to its provider, and of schemas. */
  private static final Set<String> NUMBERS =
      Set.of(
          "ToolCall.providerFields inner number",
          "ProviderItem.json inner number",
          "ToolSpec.parameters inner number",
          "Schema.schema inner number");

  /** Where a value would have to be a name that a provider takes, the call fails. */
  private static final Set<String> REFUSED =
      Set.of(
          "ToolCall.name",
          "ToolSpec.name",
          "Named.name",
          "Schema.name",
          "metadata#0",
          "extraBody#0",
          "extraHeader#0");

  /** Parts that no sample holds, as they can stand nowhere there. */
  private static final Set<String> NOWHERE =
      Set.of(
          "Message of [Structured]",
          "ToolResult of [ProviderItem]",
          "ToolResult of [Reasoning]",
          "ToolResult of [Refusal]",
          "ToolResult of [ToolCall]",
          "reasoning(ReasoningSettings)"); // by its effort

  private final ScriptedProvider fake =
      ScriptedProvider.named("fake").always((call, script) -> script.fitting(call.request()));
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(Redaction.of(EntitySets.ALL))
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void theSamplesHoldEachKindOfPart() {
    for (Class<?> type : LlmRequest.class.getPermittedSubclasses()) {
      SampledRequest sample = new SampledRequest(type, fake.model(), -1, "");

      assertThat(NOWHERE).as(type.getSimpleName()).containsAll(sample.missing());
      assertThat(strings(sample.request())).as(type.getSimpleName()).hasSizeGreaterThan(3);
    }
  }

  @Test
  void aKeyLeavesNowhere() {
    assertThat(left(KEY)).isEqualTo(AS_THEY_ARE);
  }

  @Test
  void anAddressLeavesNowhere() {
    Set<String> left = left(EMAIL);

    assertThat(AS_THEY_ARE).containsAll(left);
  }

  @Test
  void aNumberLeavesNowhere() {
    Set<String> left = left(CARD);

    assertThat(left).containsAll(NUMBERS);
    left.removeAll(NUMBERS);
    assertThat(AS_THEY_ARE).containsAll(left);
  }

  /** The places from which a value left. */
  private Set<String> left(String value) {
    Set<String> left = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    int count = 0;
    for (Class<?> type : LlmRequest.class.getPermittedSubclasses()) {
      List<String> places = new SampledRequest(type, fake.model(), -1, "").places();
      for (int at = 0; at < places.size(); at++) {
        LlmRequest<?> request = request(type, at, value);
        if (request == null || !holds(request, value)) {
          continue; // it cannot stand there
        }
        count++;
        if (!isSent(request)) {
          refused.add(places.get(at));
        } else if (holds(fake.requests().get(fake.requests().size() - 1), value)) {
          left.add(places.get(at));
        }
      }
    }
    System.out.println(
        "%d places of requests, each with %s: left from %s, refused at %s"
            .formatted(count, value, left, refused));
    assertThat(REFUSED).containsAll(refused);
    return left;
  }

  private LlmRequest<?> request(Class<?> type, int at, String value) {
    try {
      return new SampledRequest(type, fake.model(), at, value).request();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private boolean isSent(LlmRequest<?> request) {
    try {
      llm.send(request);
      return true;
    } catch (LlmException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.BLOCKED);
      assertThat(e)
          .hasMessageNotContaining(KEY)
          .hasMessageNotContaining(EMAIL)
          .hasMessageNotContaining(CARD);
      return false;
    }
  }

  private static boolean holds(Object request, String value) {
    return strings(request).stream().anyMatch(each -> each.contains(value));
  }

  /** All that is text in it, by what it tells of itself. */
  private static List<String> strings(Object object) {
    List<String> found = new ArrayList<>();
    collect(object, found);
    return found;
  }

  private static void collect(Object object, List<String> found) {
    if (object instanceof String text) {
      found.add(text);
    } else if (object instanceof Long number) {
      found.add(number.toString());
    } else if (object instanceof Json json) {
      collect(json.value(), found);
    } else if (object instanceof Media.Bytes bytes) {
      found.add(bytes.mediaType());
    } else if (object instanceof Collection<?> all) {
      all.forEach(each -> collect(each, found));
    } else if (object instanceof Map<?, ?> map) {
      collect(map.keySet(), found);
      collect(map.values(), found);
    } else if (object instanceof java.net.URI uri) {
      found.add(uri.toString());
    } else if (object != null && object.getClass().getName().startsWith("io.llmgw.api")) {
      accessors(object).forEach(each -> collect(invoked(each, object), found));
    }
  }

  private static List<Method> accessors(Object object) {
    List<Method> accessors = new ArrayList<>();
    if (object instanceof Record) {
      for (RecordComponent each : object.getClass().getRecordComponents()) {
        accessors.add(each.getAccessor());
      }
      return accessors;
    }
    for (Method method : object.getClass().getMethods()) {
      boolean isAccessor =
          method.getParameterCount() == 0
              && !Modifier.isStatic(method.getModifiers())
              && method.getDeclaringClass() != Object.class
              && !Set.of(
                      "toBuilder", "hashCode", "toString", "describeConstable", "getDeclaringClass")
                  .contains(method.getName());
      if (isAccessor && !(object instanceof Enum<?>)) {
        accessors.add(method);
      }
    }
    return accessors;
  }

  private static Object invoked(Method method, Object object) {
    try {
      return method.invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(method.toString(), e);
    }
  }
}
