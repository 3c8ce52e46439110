package io.llmgw.providers.answer;

import io.llmgw.api.error.ErrorKind;
import java.util.List;

/**
 * What it is that a provider has not found, of which few say more than 404: its model, what the
 * request names, or something that may be there in a while.
 */
final class NotFound {
  // OpenRouter knows the model, but no host of it that takes a request like this one.
  private static final List<String> NOT_IN_THIS_WAY =
      List.of("no endpoints found", "no endpoints available", "no allowed providers");
  // It says so as well where none has the model at all, which changes by the hour.
  private static final String NOBODY_HAS_IT = "no endpoints found for ";
  private static final List<String> PARTS_OF_THE_REQUEST =
      List.of(
          "item with id", // OpenAI's Responses
          "previous response",
          "conversation with id",
          "container with id",
          "container_", // Anthropic's ids
          "file_",
          "such file", // OpenAI
          "files/", // Gemini's ids
          "access the file", // Gemini, which says 403 of what is not there
          "cachedcontent",
          "cached content"); // Vertex
  private static final String DEPLOYMENT = "DeploymentNotFound";
  private static final String UNPULLED = "try pulling it"; // Ollama
  static final List<String> MODEL_CODES =
      List.of("model_not_found", "model_not_available", "invalid_model");
  static final String MODEL = "model";

  private NotFound() {}

  /** The kind of a refusal that says that something was not found. */
  static ErrorKind kind(ErrorBody body) {
    if (body.mentionsAny(NOT_IN_THIS_WAY)) {
      return body.mentions(NOBODY_HAS_IT) ? ErrorKind.NOT_FOUND : ErrorKind.UNSUPPORTED;
    }
    String field = body.parameter();
    if (isOfRequest(body) || (field != null && !field.equals(MODEL))) {
      return ErrorKind.INVALID_REQUEST;
    }
    // Made minutes ago, or not yet fetched: it comes without anything being changed here.
    if (body.isCalled(DEPLOYMENT) || body.mentions(UNPULLED)) {
      return ErrorKind.NOT_FOUND;
    }
    return field != null || body.isAboutModel() ? ErrorKind.MODEL_NOT_FOUND : ErrorKind.NOT_FOUND;
  }

  /** Whether it is a thing that the request names: a file, a cache, a turn before. */
  static boolean isOfRequest(ErrorBody body) {
    return body.mentionsAny(PARTS_OF_THE_REQUEST);
  }
}
