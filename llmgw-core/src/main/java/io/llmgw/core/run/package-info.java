/**
 * Runs: answers that take several calls, since tools are called or a value is asked for. {@link
 * io.llmgw.core.run.RunLoop} is the loop, {@link io.llmgw.core.run.RunStream} what its reader has;
 * {@link io.llmgw.core.run.ToolWork} calls the tools of one answer, {@link
 * io.llmgw.core.run.WantedValue} asks for a value and checks it. Nothing here knows of doors or of
 * the chain: calls are opened through {@link io.llmgw.core.run.Rounds}.
 */
@NullMarked
package io.llmgw.core.run;

import org.jspecify.annotations.NullMarked;
