/** Exact counts of tokens for models of OpenAI, by JTokkit. */
module io.llmgw.jtokkit {
  requires transitive io.llmgw.api;
  requires jtokkit;
  requires static org.jspecify;

  exports io.llmgw.jtokkit;
}
