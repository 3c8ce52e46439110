package io.llmgw.providers.gemini.answer;

/** Fields of a call that go back to the provider as they came. */
public final class GeminiCallFields {
  /** The signature of the call's part. */
  public static final String SIGNATURE = "thoughtSignature";

  /** The id that the provider gave to the call, where it gave one. */
  public static final String ID = "id";

  private GeminiCallFields() {}
}
