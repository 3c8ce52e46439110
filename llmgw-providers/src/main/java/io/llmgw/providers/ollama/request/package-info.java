/**
 * How a request is written for Ollama: start with {@link
 * io.llmgw.providers.ollama.request.OllamaEncoder}, which writes the body from the top. What has
 * gone before is written by {@code OllamaMessageWriter}, settings of the model by {@link
 * io.llmgw.providers.ollama.request.OllamaOptionsWriter}.
 */
@NullMarked
package io.llmgw.providers.ollama.request;

import org.jspecify.annotations.NullMarked;
