/** The words of OpenTelemetry's conventions for generative AI. */
@NullMarked
package io.llmgw.observability.genai;

import org.jspecify.annotations.NullMarked;
