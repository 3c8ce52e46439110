package io.llmgw.providers.bedrock;

/** The two APIs by which Bedrock answers chats. */
public enum BedrockApi {
  /** Converse and ConverseStream: one form for the models of all makers. */
  CONVERSE("converse"),

  /**
   * InvokeModel and InvokeModelWithResponseStream, which pass on what the maker of the model takes:
   * here for Claude alone, by Anthropic's own protocol; a model that is none is refused with {@code
   * UNSUPPORTED}, of an ARN that does not say what serves it the provider's own refusal is one. It
   * has what Converse has not: {@code parallelToolCalls}, {@code userId}, citations and cache marks
   * as Anthropic has them, and features in beta ({@code anthropic_beta} in a request's {@code
   * extraBody}). What {@link io.llmgw.providers.anthropic.Anthropic} says of requests and answers
   * holds here too. Audio, video, S3 addresses and guardrails are for Converse.
   */
  INVOKE("invoke");

  private final String setting;

  BedrockApi(String setting) {
    this.setting = setting;
  }

  /**
   * The API that a setting names.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static BedrockApi named(String setting) {
    for (BedrockApi api : values()) {
      if (api.setting.equals(setting)) {
        return api;
      }
    }
    throw new IllegalArgumentException(
        "setting api must be 'converse' or 'invoke', not '" + setting + "'");
  }
}
