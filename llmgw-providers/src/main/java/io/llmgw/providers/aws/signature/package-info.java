/**
 * Signature Version 4: {@link io.llmgw.providers.aws.signature.CanonicalRequest} is what is signed,
 * {@link io.llmgw.providers.aws.signature.SigV4} signs it. Nothing here knows where credentials
 * come from, so that services which give them out can be asked with a signature too.
 */
@NullMarked
package io.llmgw.providers.aws.signature;

import org.jspecify.annotations.NullMarked;
