/**
 * How a client stands, for health checks: begin at {@link io.llmgw.api.status.ClientStatus}, which
 * {@link io.llmgw.api.LlmClient#status} gives. Holds no text of calls and no secret.
 */
@NullMarked
package io.llmgw.api.status;

import org.jspecify.annotations.NullMarked;
