/** A provider that a client finds by its name. */
module io.llmgw.examples.provider {
  requires io.llmgw.api;
  requires static org.jspecify;

  provides io.llmgw.api.provider.ProviderFactory with
      io.llmgw.examples.provider.ReverseModelFactory;
}
