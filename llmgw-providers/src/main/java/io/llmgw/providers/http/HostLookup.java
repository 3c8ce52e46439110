package io.llmgw.providers.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. Must be thread-safe; runs on a thread of its own, may block. */
@FunctionalInterface
public interface HostLookup {
  /**
   * The addresses of this host, those to try first at the front; neither null nor empty. Whatever
   * it gives or throws against that ends the call with kind {@code DNS} and a message that names
   * its class.
   *
   * @throws UnknownHostException when there are none; such a call may be made again
   */
  List<InetAddress> lookup(String host) throws UnknownHostException;
}
