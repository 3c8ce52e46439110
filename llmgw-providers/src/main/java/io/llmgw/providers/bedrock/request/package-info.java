/**
 * How a request is written in Bedrock's Converse: start with {@link
 * io.llmgw.providers.bedrock.request.ConverseEncoder}, which writes the body from the top. What has
 * gone before is written by {@code ConverseMessageWriter}; what only some models understand, and by
 * which name, by {@code ModelFieldsWriter}.
 */
@NullMarked
package io.llmgw.providers.bedrock.request;

import org.jspecify.annotations.NullMarked;
