/**
 * A provider in the test's own process: {@link io.llmgw.test.scripted.ScriptedProvider} answers by
 * a {@link io.llmgw.test.scripted.Script} per call. Start reading at the provider.
 */
@NullMarked
package io.llmgw.test.scripted;

import org.jspecify.annotations.NullMarked;
