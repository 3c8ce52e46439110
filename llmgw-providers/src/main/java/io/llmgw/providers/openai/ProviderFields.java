package io.llmgw.providers.openai;

/**
 * How unknown fields of a tool call are named while they are kept: {@code PROVIDER/FIELD}. A
 * conversation may move to another provider, which must not be sent them.
 */
final class ProviderFields {
  private ProviderFields() {}

  static String prefix(String provider) {
    return provider + "/";
  }
}
