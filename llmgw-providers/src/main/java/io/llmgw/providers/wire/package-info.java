/**
 * The seam between a protocol and its transport: a {@link io.llmgw.providers.wire.WireFormat}
 * translates requests into bytes and bytes into events, without I/O. A streamed answer comes to it
 * as {@link io.llmgw.providers.wire.Frame}s.
 */
@NullMarked
package io.llmgw.providers.wire;

import org.jspecify.annotations.NullMarked;
