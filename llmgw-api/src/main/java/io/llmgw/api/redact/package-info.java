/**
 * Masking of personal data and secrets: what is looked for ({@link io.llmgw.api.redact.EntityType},
 * {@link io.llmgw.api.redact.Entities}, {@link io.llmgw.api.redact.EntitySet}), how sure a find is
 * ({@link io.llmgw.api.redact.Confidence}), and how hosts add to it ({@link
 * io.llmgw.api.redact.Detector}).
 */
@NullMarked
package io.llmgw.api.redact;

import org.jspecify.annotations.NullMarked;
