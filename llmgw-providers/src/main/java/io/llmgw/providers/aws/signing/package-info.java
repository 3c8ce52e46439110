/**
 * How requests to AWS are signed: {@link io.llmgw.providers.aws.signing.SigV4} makes the signature,
 * {@link io.llmgw.providers.aws.signing.SignedKey} puts it into a request of a provider.
 */
@NullMarked
package io.llmgw.providers.aws.signing;

import org.jspecify.annotations.NullMarked;
