/**
 * How requests of a provider are signed: {@link io.llmgw.providers.aws.signing.SignedKey} puts the
 * signature of {@link io.llmgw.providers.aws.signature.SigV4} into them.
 */
@NullMarked
package io.llmgw.providers.aws.signing;

import org.jspecify.annotations.NullMarked;
