/**
 * How the media type of bytes and files is told. Not exported. Start with {@link
 * io.llmgw.api.content.media.MediaFile}, which asks {@link
 * io.llmgw.api.content.media.MediaSignature} first what the bytes begin with.
 */
@NullMarked
package io.llmgw.api.content.media;

import org.jspecify.annotations.NullMarked;
