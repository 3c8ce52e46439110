/**
 * Sessions of IAM Identity Center that somebody has logged in to by {@code aws sso login}: {@link
 * io.llmgw.providers.aws.sso.SsoIssuer} gives out a role for the token that the login has left.
 */
@NullMarked
package io.llmgw.providers.aws.sso;

import org.jspecify.annotations.NullMarked;
