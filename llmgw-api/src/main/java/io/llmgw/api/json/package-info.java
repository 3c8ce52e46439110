/**
 * JSON as the gateway carries it: kept to the byte while nobody changes it, decoded when somebody
 * looks. Start with {@link io.llmgw.api.json.Json}; the reader and writer behind it are small,
 * strict and bounded, so that this module needs no JSON library.
 */
@NullMarked
package io.llmgw.api.json;

import org.jspecify.annotations.NullMarked;
