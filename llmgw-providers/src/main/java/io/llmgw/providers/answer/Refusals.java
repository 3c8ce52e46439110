package io.llmgw.providers.answer;

import io.llmgw.api.error.ErrorKind;
import java.util.List;

/**
 * What kind of error a status and a body mean. Total: every pair has exactly one kind. A code that
 * is unmistakable counts more than the status, the status more than any other word, and the
 * provider's prose is asked only for what some hosts give no code for: too long a prompt, a wrong
 * key at xAI, and an account without credit at Anthropic.
 */
final class Refusals {
  private static final List<String> CONTEXT_CODES =
      List.of(
          "context_length_exceeded", "exceed_context_size_error", "model_context_window_exceeded");
  private static final List<String> CONTEXT_WORDS =
      List.of(
          "maximum context length", // OpenAI, vLLM, DeepSeek
          "context length exceeded",
          "context_length_exceeded", // relayed by OpenRouter
          "exceeds the available context size", // llama.cpp
          "exceeds the context window",
          "exceeds the context length", // Ollama
          "exceed context limit",
          "`inputs` tokens + `max_new_tokens` must be", // Together
          "`inputs` must have less than", // Text Generation Inference
          "greater than the context length", // LM Studio
          "loaded with context length of only", // LM Studio before
          "longer than the model's context length", // SGLang
          "contextwindowexceedederror", // LiteLLM
          "range of input length should be", // Alibaba
          "exceeded model token limit", // Moonshot
          "prompt exceeds max length", // Z.ai
          "maximum prompt length is", // xAI
          "maximum supported sequence length", // SambaNova
          "prompt is too long", // Anthropic
          "exceeds the maximum number of tokens allowed", // Gemini
          "input token count is", // Vertex
          "too many tokens: total number of tokens in the prompt", // Cohere
          "too many tokens: size limit exceeded", // Cohere
          "input is too long"); // Bedrock
  // A word that is not listed stays a rate limit: some hosts call a limit per minute "quota".
  private static final List<String> QUOTA_CODES =
      List.of(
          "insufficient_quota",
          "insufficient_balance",
          "billing_error",
          "billing_hard_limit_reached",
          "billing_not_active",
          "enforced_spend_limit_reached", // Anthropic, beside rate_limit_error
          "exceeded_current_quota_error",
          "Arrearage", // Alibaba, with 400
          "budget_exceeded"); // LiteLLM, with 400
  private static final List<String> POLICY_CODES =
      List.of(
          "content_policy_violation",
          "content_filter",
          "data_inspection_failed", // Alibaba
          "moderation_blocked",
          "invalid_prompt", // OpenAI, of a prompt that its reasoning models shall not answer
          "bio_policy",
          "image_content_policy_violation",
          "ResponsibleAIPolicyViolation");
  private static final List<String> NOT_FOUND_CODES =
      List.of(
          "model_not_found",
          "not_found_error",
          "model_not_available",
          "not_found",
          "invalid_model",
          "DeploymentNotFound"); // Azure
  // Said with 400 or 422.
  private static final List<String> MODEL_CODES =
      List.of("model_not_found", "invalid_model"); // the second: Mistral, Perplexity
  private static final List<String> MODEL_WORDS =
      List.of("model not exist", "is not a valid model id"); // DeepSeek, OpenRouter
  private static final List<String> KEY_CODES =
      List.of(
          "invalid_api_key",
          "authentication_error",
          "invalid_authentication",
          "api_key_invalid", // Google, with 400
          "unauthenticated");
  // Google says 400 and this of a file that is not ready, and of an account whose place or plan is
  // the reason (ai.google.dev/gemini-api/docs/troubleshooting): only the words tell which.
  private static final String PRECONDITION = "failed_precondition";
  private static final List<String> OF_THE_ACCOUNT =
      List.of("location is not supported", "billing");
  // xAI answers a wrong key with 400 and the code of any bad argument.
  private static final String WRONG_KEY = "incorrect api key";
  // Anthropic says 400 and invalid_request_error of it (anthropics/claude-code issue 66314).
  private static final String NO_CREDIT = "credit balance is too low";
  // Z.ai says 429 of it, and a number of its own.
  private static final String NO_BALANCE = "insufficient balance";
  // Groq says 400 of a call that its model wrote and that fits no tool: the request is in order,
  // and the next answer may be.
  private static final String BAD_CALL = "tool_use_failed";
  private static final List<String> RATE_CODES =
      List.of(
          "rate_limit_exceeded",
          "rate_limit_error",
          "rate_limit",
          "too_many_requests",
          "resource_exhausted");
  private static final List<String> LOAD_CODES =
      List.of(
          "overloaded_error",
          "overloaded",
          "capacity_exceeded", // Groq's flex tier
          "engine_overloaded",
          "engine_overloaded_error", // Moonshot
          "service_unavailable",
          "unavailable_error",
          "unavailable");
  // Said with 429, of the servers and not of the caller's pace.
  private static final List<String> ENGINE_CODES =
      List.of("engine_overloaded", "engine_overloaded_error");
  private static final List<String> REQUEST_CODES =
      List.of(
          "invalid_request_error",
          "invalid_request",
          "invalid_argument",
          "invalid-argument",
          "bad_request",
          "BadRequestError",
          "not_supported_error",
          PRECONDITION,
          // Of Responses (OpenAI's specification, ResponseErrorCode).
          "data_residency_mismatch",
          "invalid_image",
          "invalid_image_format",
          "invalid_base64_image",
          "invalid_image_url",
          "image_too_large",
          "image_too_small",
          "image_parse_error",
          "invalid_image_mode",
          "image_file_too_large",
          "unsupported_image_media_type",
          "empty_image_file",
          "failed_to_download_image",
          "image_file_not_found");
  private static final List<String> PERMISSION_CODES =
      List.of("permission_error", "forbidden", "permission_denied");

  private static final List<List<String>> ALL_CODES =
      List.of(
          CONTEXT_CODES,
          QUOTA_CODES,
          POLICY_CODES,
          NOT_FOUND_CODES,
          KEY_CODES,
          RATE_CODES,
          LOAD_CODES,
          REQUEST_CODES,
          PERMISSION_CODES);

  // Groq says by this status that its flex tier is full, mostly with a code; Cohere, that a request
  // or answer holds a word that it does not take (its specification, 498).
  private static final int FULL_OR_BLOCKED = 498;
  private static final String GROQ = "groq";
  private static final int GOOGLE_CANCELLED = 499;

  private Refusals() {}

  /** Whether it is one of the codes that tell the kind, in any case. */
  static boolean isKnown(String code) {
    for (List<String> codes : ALL_CODES) {
      for (String known : codes) {
        if (known.equalsIgnoreCase(code)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The kind of an answer of this provider whose status is an error. */
  static ErrorKind kind(String provider, int status, ErrorBody body) {
    return status == FULL_OR_BLOCKED && provider.equals(GROQ)
        ? ErrorKind.OVERLOADED
        : kind(status, body);
  }

  private static ErrorKind kind(int status, ErrorBody body) {
    // Of 401, 403 and 429 the status alone is right: it is about the key, whatever the words.
    boolean aboutRequest = status != 401 && status != 403 && status != 429;
    if (body.isCalledAny(QUOTA_CODES)
        || (status == 400 && body.mentions(NO_CREDIT))
        || (status == 429 && body.mentions(NO_BALANCE))) {
      return ErrorKind.QUOTA;
    }
    if (aboutRequest && isTooLong(body)) {
      return ErrorKind.CONTEXT_LENGTH;
    }
    if (body.isFlagged() || (status < 500 && status != 401 && body.isCalledAny(POLICY_CODES))) {
      return ErrorKind.CONTENT_POLICY;
    }
    if (status == 400 && (body.isCalledAny(KEY_CODES) || body.mentions(WRONG_KEY))) {
      return ErrorKind.AUTH;
    }
    if (status == 400 && body.isCalled(PRECONDITION) && body.mentionsAny(OF_THE_ACCOUNT)) {
      return ErrorKind.PERMISSION;
    }
    if (status == 403 && NotFound.isOfRequest(body)) {
      return ErrorKind.INVALID_REQUEST;
    }
    if (status == FULL_OR_BLOCKED) {
      return body.isCalledAny(LOAD_CODES) ? ErrorKind.OVERLOADED : ErrorKind.CONTENT_POLICY;
    }
    if ((status == 400 || status == 422)
        && (body.isCalledAny(MODEL_CODES) || body.mentionsAny(MODEL_WORDS))) {
      return ErrorKind.MODEL_NOT_FOUND;
    }
    if (body.isCalled(BAD_CALL)) {
      return ErrorKind.SERVER;
    }
    if (Incapable.isSaid(status, body)) {
      return ErrorKind.UNSUPPORTED;
    }
    if (status == 429 && body.isCalledAny(ENGINE_CODES)) {
      return ErrorKind.OVERLOADED;
    }
    ErrorKind ofAws = AwsErrors.kind(body);
    if (ofAws != null) {
      return ofAws;
    }
    return status == 404 ? NotFound.kind(body) : ofStatus(status);
  }

  /** The kind of an error that came inside an answer with status 200. */
  static ErrorKind kindInside(ErrorBody body) {
    int status = body.status();
    if (status != 0) {
      return kind(status, body);
    }
    if (body.isCalledAny(QUOTA_CODES)) {
      return ErrorKind.QUOTA;
    }
    if (isTooLong(body)) {
      return ErrorKind.CONTEXT_LENGTH;
    }
    ErrorKind ofAws = AwsErrors.kind(body);
    if (ofAws != null) {
      return ofAws;
    }
    if (body.isFlagged() || body.isCalledAny(POLICY_CODES)) {
      return ErrorKind.CONTENT_POLICY;
    }
    if (body.isCalledAny(RATE_CODES)) {
      return ErrorKind.RATE_LIMIT;
    }
    if (body.isCalledAny(LOAD_CODES)) {
      return ErrorKind.OVERLOADED;
    }
    if (body.isCalledAny(KEY_CODES)) {
      return ErrorKind.AUTH;
    }
    if (body.isCalledAny(PERMISSION_CODES)) {
      return ErrorKind.PERMISSION;
    }
    if (body.isCalledAny(NOT_FOUND_CODES)) {
      return NotFound.kind(body);
    }
    if (Incapable.isCalled(body)) {
      return ErrorKind.UNSUPPORTED;
    }
    boolean ofRequest = body.isCalledAny(REQUEST_CODES) && !body.isCalled(BAD_CALL);
    return ofRequest ? ErrorKind.INVALID_REQUEST : ErrorKind.SERVER;
  }

  private static ErrorKind ofStatus(int status) {
    return switch (status) {
      case 401 -> ErrorKind.AUTH;
      case 402 -> ErrorKind.QUOTA;
      case 403 -> ErrorKind.PERMISSION;
      case 407 -> ErrorKind.PROXY;
      // The server gave up waiting, is too early, or is the wrong one: its failure, not the
      // request's.
      case 408, 421, 425, GOOGLE_CANCELLED -> ErrorKind.SERVER;
      case 409 -> ErrorKind.CONFLICT;
      case 413 -> ErrorKind.TOO_LARGE;
      case 429 -> ErrorKind.RATE_LIMIT;
      case 503, 529 -> ErrorKind.OVERLOADED;
      default -> {
        if (status >= 500) {
          yield ErrorKind.SERVER;
        }
        yield status >= 400 ? ErrorKind.INVALID_REQUEST : ErrorKind.PROTOCOL;
      }
    };
  }

  /** Whether the provider may have worked on the request although it answered so. */
  static boolean isAmbiguous(int status, ErrorBody body) {
    return status == 408 || status == 425 || body.isCalled(BAD_CALL);
  }

  private static boolean isTooLong(ErrorBody body) {
    return body.isCalledAny(CONTEXT_CODES) || body.mentionsAny(CONTEXT_WORDS);
  }
}
