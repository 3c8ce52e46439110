/**
 * The binary framing of AWS, without any knowledge of what is framed: {@link
 * io.llmgw.providers.eventstream.EventMessageReader} cuts bytes into messages, {@code
 * MessageHeaders} reads what each says of itself.
 */
@NullMarked
package io.llmgw.providers.eventstream;

import org.jspecify.annotations.NullMarked;
