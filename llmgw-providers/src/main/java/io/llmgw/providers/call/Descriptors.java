package io.llmgw.providers.call;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** What sockets and files of this process take from the system, which gives only so many. */
final class Descriptors {
  private Descriptors() {}

  /**
   * Whether the system gives one now: it is asked for a socket, which nothing is done with. Its own
   * words for having none are those of its language, and the JDK has no type for them.
   */
  static boolean isOneLeft() {
    try {
      SocketChannel.open().close();
      return true;
    } catch (IOException none) {
      return false;
    }
  }
}
