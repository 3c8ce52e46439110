/**
 * Texts judged by a model that was made for it: hate, violence, and whatever else its provider
 * looks for. Start with {@link io.llmgw.api.moderation.ModerationRequest}.
 */
@NullMarked
package io.llmgw.api.moderation;

import org.jspecify.annotations.NullMarked;
