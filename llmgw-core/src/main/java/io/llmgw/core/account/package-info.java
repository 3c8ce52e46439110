/**
 * What attempts use and cost: {@link io.llmgw.core.account.AttemptMeter} counts one of them from
 * its first event to its outcome, {@link io.llmgw.core.account.Accounting} holds what the attempts
 * of a client share. Depends on the api alone.
 */
@NullMarked
package io.llmgw.core.account;

import org.jspecify.annotations.NullMarked;
