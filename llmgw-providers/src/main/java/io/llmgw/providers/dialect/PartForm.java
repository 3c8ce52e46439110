package io.llmgw.providers.dialect;

/** How sound and documents are written. */
public enum PartForm {
  /** {@code input_audio} with data and format, {@code file} with bytes and name. */
  OPENAI,
  /** {@code input_audio} is the data alone, {@code document_url} an address or the bytes as one. */
  MISTRAL
}
