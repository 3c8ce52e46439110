/**
 * Servers on loopback that speak bytes: {@link io.llmgw.test.socket.ScriptedServer} plays a {@link
 * io.llmgw.test.socket.ConnectionScript} per connection, for faults that no well-behaved server can
 * show. Start reading there; {@link io.llmgw.test.socket.SocketServer} is what it stands on.
 */
@NullMarked
package io.llmgw.test.socket;

import org.jspecify.annotations.NullMarked;
