/**
 * Credentials of AWS that end: {@link io.llmgw.providers.aws.temporary.Issuer issuers} give them
 * out, and {@link io.llmgw.providers.aws.temporary.RenewedKeys} asks for new ones in time.
 */
@NullMarked
package io.llmgw.providers.aws.temporary;

import org.jspecify.annotations.NullMarked;
