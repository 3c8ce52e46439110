package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.test.socket.ReceivedRequest;
import java.util.List;

/**
 * The paths of Azure OpenAI that are simulated: with deployments in them, those of v1, and those of
 * the model inference API.
 */
final class AzureRoutes implements Protocol {
  private static final Reply NO_SUCH_DEPLOYMENT = Reply.status(404, "DeploymentNotFound");

  private final Protocol chats = new OpenAiRoutes();
  private final Protocol responses = new ResponsesRoutes();

  @Override
  public String provider() {
    return "azure";
  }

  @Override
  public String basePath() {
    return "";
  }

  private Protocol spoken(ReceivedRequest request) {
    return ResponsesRoutes.isAsked(request) ? responses : chats;
  }

  @Override
  public Reply reply(ReceivedRequest request, ReplyBook book) {
    String path = request.path();
    return path.startsWith("/openai/") || path.startsWith("/models/")
        ? spoken(request).reply(request, book)
        : NO_SUCH_DEPLOYMENT;
  }

  /** Streams of chats begin with what filters found in the prompt, before there is a choice. */
  @Override
  public Answer answer(ReceivedRequest request, Reply reply, int number) {
    Answer answer = spoken(request).answer(request, reply, number);
    boolean filtered = answer.streamed() && spoken(request) == chats;
    return filtered ? answer.openedBy(frame(filtersOfPrompt())) : answer;
  }

  private static String filtersOfPrompt() {
    return OpenAiFrames.json(
        "choices",
        List.of(),
        "created",
        0,
        "id",
        "",
        "model",
        "",
        "object",
        "",
        "prompt_filter_results",
        List.of(
            object(
                "prompt_index",
                0,
                "content_filter_results",
                object("hate", object("filtered", false, "severity", "safe")))));
  }

  @Override
  public String frame(String payload) {
    return chats.frame(payload);
  }

  @Override
  public String ping() {
    return chats.ping();
  }

  @Override
  public String failure(String code) {
    return chats.failure(code);
  }
}
