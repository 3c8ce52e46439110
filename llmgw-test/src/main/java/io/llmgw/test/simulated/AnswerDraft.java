package io.llmgw.test.simulated;

import io.llmgw.test.Tokens;
import io.llmgw.test.simulated.Course.Incident.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reply to a request comes to, whatever the wire format.
 *
 * @param requestId the header with the id of the request
 * @param number of the request, from 1
 */
record AnswerDraft(ChatAsk ask, Reply reply, String requestId, int number) {
  /** The tokens of its reasoning, as far as the request allows them. */
  List<String> thoughts() {
    Reply.Reasoning reasoning = reply.reasoning();
    List<String> all = reasoning == null ? List.of() : Tokens.of(reasoning.text());
    return all.size() > ask.maxTokens() ? all.subList(0, ask.maxTokens()) : all;
  }

  /** What its reasoning is signed with; null for nothing. */
  @Nullable String signature() {
    Reply.Reasoning reasoning = reply.reasoning();
    return reasoning == null ? null : reasoning.signature();
  }

  /** The tokens of its text, as far as the request allows them beside those of its reasoning. */
  List<String> tokens() {
    List<String> all =
        reply.content() instanceof Content.Text text ? Tokens.of(text.text()) : List.of();
    int most = ask.maxTokens() - thoughts().size();
    return all.size() > most ? all.subList(0, most) : all;
  }

  /** Whether the request allows fewer tokens than its reasoning and its text have. */
  boolean isCut() {
    Reply.Reasoning reasoning = reply.reasoning();
    long thought = reasoning == null ? 0 : Tokens.count(reasoning.text());
    return reply.content() instanceof Content.Text text
        && thought + Tokens.count(text.text()) > ask.maxTokens();
  }

  /** How many tokens are written, those of reasoning and of calls with them. */
  int written() {
    int tokens = thoughts().size();
    if (!(reply.content() instanceof Content.Tools tools)) {
      return tokens + tokens().size();
    }
    for (Content.ToolUse call : tools.calls()) {
      tokens += 1 + Tokens.count(call.argumentsJson());
    }
    return tokens;
  }

  /** The tokens of the request, and those given or else counted of the answer. */
  Reply.Counts counts(int outputTokens) {
    Reply.Counts given = reply.counts();
    return given == null || given.equals(Reply.Counts.SILENT)
        ? new Reply.Counts(ask.inputTokens(), outputTokens)
        : given;
  }

  /** The counts to report; null for none. */
  Reply.@Nullable Counts reported(int outputTokens) {
    return Reply.Counts.SILENT.equals(reply.counts()) ? null : counts(outputTokens);
  }

  /** The code of the error that stands for an answer which is not streamed; null for none. */
  @Nullable String failureInside() {
    for (Course.Incident incident : reply.course().incidents()) {
      if (incident.action() instanceof Action.Fail fail) {
        return fail.code();
      }
    }
    return null;
  }

  /** An answer in one piece. */
  Answer whole(
      int status,
      String contentType,
      String body,
      List<Answer.Frame> texts,
      int tokens,
      @Nullable String finish) {
    int middle = body.offsetByCodePoints(0, body.codePointCount(0, body.length()) / 2);
    return new Answer(
        status,
        headers(contentType),
        false,
        body.substring(0, middle),
        texts,
        body.substring(middle),
        "",
        counts(tokens),
        finish);
  }

  /** The headers of the answer. */
  Map<String, String> headers(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", contentType);
    headers.put(requestId, "req_sim_" + number);
    reply.headers().forEach((name, value) -> headers.put(name, value));
    headers.values().removeIf(String::isEmpty);
    return headers;
  }
}
