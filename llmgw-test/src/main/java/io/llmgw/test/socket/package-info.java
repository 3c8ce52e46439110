/**
 * Servers on loopback that speak bytes: {@link io.llmgw.test.socket.ScriptedServer} plays a {@link
 * io.llmgw.test.socket.ConnectionScript} per connection, for faults that no well-behaved server can
 * show; {@link io.llmgw.test.socket.ToxicProxy} puts a bad network before any server. Start reading
 * at these two; {@link io.llmgw.test.socket.SocketServer} is what they stand on.
 */
@NullMarked
package io.llmgw.test.socket;

import org.jspecify.annotations.NullMarked;
