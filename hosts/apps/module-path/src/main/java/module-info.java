/** A host of named modules: it requires what it calls, and nothing of the engine. */
module io.llmgw.hosts {
  requires io.llmgw.providers;
}
