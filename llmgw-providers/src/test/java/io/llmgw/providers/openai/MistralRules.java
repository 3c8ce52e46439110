package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What Mistral refuses in the messages of a request, in words of our own: the order of roles and
 * the number of results as mistral_common/protocol/instruct/validator.py has them, which its errors
 * of code 3230 quote, and the members that the schemas of its API allow.
 */
final class MistralRules {
  private static final Map<String, Set<String>> MAY_FOLLOW =
      Map.of(
          "system", Set.of("system", "user", "assistant"),
          "user", Set.of("system", "user", "assistant"),
          "assistant", Set.of("assistant", "user", "tool"));

  private static final Map<String, Set<String>> MEMBERS =
      Map.of(
          "system", Set.of("role", "content"),
          "user", Set.of("role", "content"),
          "assistant", Set.of("role", "content", "tool_calls", "prefix"),
          "tool", Set.of("role", "content", "tool_call_id", "name"));

  private MistralRules() {}

  /** Checks the messages of a request to a model of today. */
  static void check(JsonNode messages) {
    check(messages, Set.of("assistant", "tool", "user"));
  }

  /** Checks the messages of a request to a model before December 2025. */
  static void checkForOlder(JsonNode messages) {
    check(messages, Set.of("assistant", "tool"));
  }

  private static void check(JsonNode messages, Set<String> afterResult) {
    String previous = null;
    int open = 0;
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String role = message.path("role").asString();
      assertThat(message.propertyNames())
          .as("members of " + role)
          .allMatch(MEMBERS.get(role)::contains);
      if (previous != null) {
        assertThat(MAY_FOLLOW.getOrDefault(previous, afterResult))
            .as("what follows " + previous)
            .contains(role);
      }
      if (role.equals("assistant")) {
        assertThat(open).as("calls without a result").isZero();
        open = message.path("tool_calls").size();
        checkAnswer(message, i == messages.size() - 1);
      } else if (role.equals("tool")) {
        open--;
        assertThat(message.path("tool_call_id").asString()).matches("[a-zA-Z0-9]{9}");
      }
      previous = role;
    }
    assertThat(open).as("calls without a result").isZero();
  }

  private static void checkAnswer(JsonNode message, boolean last) {
    JsonNode content = message.path("content");
    boolean said = content.isString() ? !content.stringValue().isEmpty() : !content.isEmpty();
    assertThat(said || !message.path("tool_calls").isEmpty())
        .as("an answer says something")
        .isTrue();
    assertThat(message.path("prefix").asBoolean(false)).as("prefix").isEqualTo(last);
    for (JsonNode call : message.path("tool_calls")) {
      assertThat(call.path("id").asString()).matches("[a-zA-Z0-9]{9}");
      assertThat(call.at("/function/name").asString()).matches("[a-zA-Z0-9_-]{1,64}");
    }
  }
}
