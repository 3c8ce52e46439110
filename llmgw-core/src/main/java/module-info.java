/** The engine of llmgw: found by {@code LlmClient.builder()}, exports nothing. */
module io.llmgw.core {
  requires dev.failsafe.core;
  requires io.llmgw.api;
  requires org.slf4j;
  requires re2j;
  requires static org.jspecify;

  provides io.llmgw.api.ClientEngine with
      io.llmgw.core.client.RealEngine;
  provides io.llmgw.api.catalog.ModelTable with
      io.llmgw.core.catalog.ResourceModelTable;
}
