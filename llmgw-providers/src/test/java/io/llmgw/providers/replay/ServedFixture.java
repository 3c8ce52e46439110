package io.llmgw.providers.replay;

import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.List;

/** The account of a call that nobody made. */
public final class ServedFixture {
  public static final Served NOBODY =
      new Served(
          "call",
          null,
          null,
          null,
          CacheStatus.NONE,
          List.of(),
          Duration.ZERO,
          Usage.UNKNOWN,
          Cost.UNKNOWN,
          List.of());

  private ServedFixture() {}
}
