/**
 * AWS Bedrock: start with {@link io.llmgw.providers.bedrock.Bedrock}. What it is signed with is in
 * {@link io.llmgw.providers.aws}.
 */
@NullMarked
package io.llmgw.providers.bedrock;

import org.jspecify.annotations.NullMarked;
