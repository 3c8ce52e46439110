/**
 * What is said in a recording. Start with {@link io.llmgw.api.transcription.TranscriptionRequest}.
 */
@NullMarked
package io.llmgw.api.transcription;

import org.jspecify.annotations.NullMarked;
