/**
 * How services are found that other jars offer. Not exported: see {@link
 * io.llmgw.api.LlmClientBuilder#use(String, java.util.Map)} for what is found this way.
 */
@NullMarked
package io.llmgw.api.extend;

import org.jspecify.annotations.NullMarked;
