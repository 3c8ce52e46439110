package io.llmgw.core.detect.network;

import io.llmgw.core.detect.Rules;
import java.util.List;

/** All rules of this package. */
public final class NetworkRules {
  private NetworkRules() {}

  /** Addresses, device numbers and credentials in URLs. */
  public static Rules all() {
    return new Rules(
        List.of(new Imei()),
        List.of(new Ipv6Address(), new MacAddress(), new UrlCredentials()),
        List.of(new Ipv4Address()));
  }
}
