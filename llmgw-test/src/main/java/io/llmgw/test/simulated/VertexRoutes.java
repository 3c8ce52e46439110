package io.llmgw.test.simulated;

import io.llmgw.test.socket.ReceivedRequest;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Vertex AI: the methods of Google's API, and Claude's there, behind a project, a place and the
 * publisher of the model.
 */
final class VertexRoutes implements Protocol {
  private static final Reply NO_SUCH_PATH = Reply.status(404, "NOT_FOUND");
  private static final Reply NO_VERSION = Reply.status(400, "invalid_request_error");
  private static final Pattern PATH =
      Pattern.compile(
          "/v1(beta1)?/projects/[^/]+/locations/[^/]+/publishers/(google|anthropic)/models/.+");

  private final Protocol methods = new GeminiRoutes();
  private final Protocol streams;

  /** With what it says in the middle of a stream in the words of this protocol. */
  private VertexRoutes(Protocol streams) {
    this.streams = streams;
  }

  static VertexRoutes google() {
    return new VertexRoutes(new GeminiRoutes());
  }

  static VertexRoutes claude() {
    return new VertexRoutes(new AnthropicRoutes());
  }

  @Override
  public String provider() {
    return "vertexai";
  }

  @Override
  public String basePath() {
    return "";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("project", "project-sim");
  }

  /** Chosen, unless the path is another one, or Claude is not told which protocol is spoken. */
  @Override
  public Reply reply(ReceivedRequest request, ReplyBook book) {
    if (!PATH.matcher(request.path()).matches()) {
      return NO_SUCH_PATH;
    }
    boolean asks = GeminiAsk.asksClaude(request) && !GeminiAsk.countsForClaude(request);
    ChatAsk ask = asks ? ChatAsk.of(request) : null;
    if (asks && (ask == null || ask.member("anthropic_version") == null)) {
      return NO_VERSION;
    }
    return methods.reply(request, book);
  }

  @Override
  public Answer answer(ReceivedRequest request, Reply reply, int number) {
    return methods.answer(request, reply, number);
  }

  @Override
  public String frame(String payload) {
    return streams.frame(payload);
  }

  @Override
  public String ping() {
    return streams.ping();
  }

  @Override
  public String failure(String code) {
    return streams.failure(code);
  }
}
