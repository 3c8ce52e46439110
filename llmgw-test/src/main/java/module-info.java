/**
 * The test kit of llmgw, for its users and for itself. Depends on the api alone: engine and
 * providers are found by {@code ServiceLoader}, as an application finds them.
 */
module io.llmgw.test {
  requires transitive io.llmgw.api;
  requires java.logging;
  requires static transitive org.jspecify;
  requires static org.junit.jupiter.api; // not transitive: who has no JUnit must compile too

  exports io.llmgw.test;
  exports io.llmgw.test.scripted;
  exports io.llmgw.test.simulated;
  exports io.llmgw.test.simulation;
  exports io.llmgw.test.socket;

  uses io.llmgw.api.provider.ProviderFactory;
}
