package io.llmgw.providers.operation;

import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import tools.jackson.core.JsonParser;

/** Reads {@code usage} in the words of any of these operations. Not thread-safe. */
final class OperationUsage {
  private long input = TokenNumber.UNKNOWN;
  private long output = TokenNumber.UNKNOWN;
  private long total = TokenNumber.UNKNOWN;
  private long audioInput = TokenNumber.UNKNOWN;
  private long imageInput = TokenNumber.UNKNOWN;
  private long imageOutput = TokenNumber.UNKNOWN;

  void read(JsonParser json) {
    WireJson.members(
        json,
        (name, value) -> {
          switch (name) {
            case "input_tokens", "prompt_tokens" -> input = TokenNumber.read(value);
            case "output_tokens", "completion_tokens" -> output = TokenNumber.read(value);
            case "total_tokens" -> total = TokenNumber.read(value);
            case "input_tokens_details", "input_token_details" -> readInput(value);
            case "output_tokens_details", "output_token_details" -> readOutput(value);
            default -> value.skipChildren();
          }
        });
  }

  private void readInput(JsonParser json) {
    WireJson.members(
        json,
        (name, value) -> {
          switch (name) {
            case "audio_tokens" -> audioInput = TokenNumber.read(value);
            case "image_tokens" -> imageInput = TokenNumber.read(value);
            default -> value.skipChildren();
          }
        });
  }

  private void readOutput(JsonParser json) {
    WireJson.members(
        json,
        (name, value) -> {
          if (name.equals("image_tokens")) {
            imageOutput = TokenNumber.read(value);
          } else {
            value.skipChildren();
          }
        });
  }

  /** Of an operation that writes something; what was not said is unknown. */
  Usage written() {
    Usage.Builder usage = Usage.builder();
    TokenNumber.report(usage, TokenKind.INPUT, input);
    TokenNumber.report(usage, TokenKind.OUTPUT, output);
    TokenNumber.report(usage, TokenKind.AUDIO_INPUT, audioInput);
    TokenNumber.report(usage, TokenKind.IMAGE_INPUT, imageInput);
    TokenNumber.report(usage, TokenKind.IMAGE_OUTPUT, imageOutput);
    return usage.build();
  }

  /** Of an operation that writes nothing: all tokens are those of its input. */
  Usage inputAlone() {
    long all = input == TokenNumber.UNKNOWN ? total : input;
    return all == TokenNumber.UNKNOWN ? Usage.UNKNOWN : Usage.reported(all, 0);
  }
}
