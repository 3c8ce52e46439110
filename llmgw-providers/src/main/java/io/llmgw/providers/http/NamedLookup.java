package io.llmgw.providers.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/** A lookup of the application as OkHttp wants it; its text is what to call it by. */
record NamedLookup(HostLookup own) implements Dns {
  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    return own.lookup(host);
  }

  @Override
  public String toString() {
    return "HostLookup " + own.getClass().getName();
  }
}
