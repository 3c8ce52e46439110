/**
 * How JSON is read from and written to bytes, without trees: start with {@link
 * io.llmgw.providers.json.WireJson}. What is written collects in {@link
 * io.llmgw.providers.json.RequestBytes}.
 */
@NullMarked
package io.llmgw.providers.json;

import org.jspecify.annotations.NullMarked;
