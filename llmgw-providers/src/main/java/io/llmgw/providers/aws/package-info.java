/**
 * The credentials of AWS, without its SDK: {@link io.llmgw.providers.aws.AwsKeys} says where they
 * come from, {@link io.llmgw.providers.aws.AwsCredentials} is one of them. Requests are signed with
 * them in packages below.
 */
@NullMarked
package io.llmgw.providers.aws;

import org.jspecify.annotations.NullMarked;
