/** Text spoken by a model. Start with {@link io.llmgw.api.speech.SpeechRequest}. */
@NullMarked
package io.llmgw.api.speech;

import org.jspecify.annotations.NullMarked;
