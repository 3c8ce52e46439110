/** Answers that are kept, and calls that share one. */
module io.llmgw.cache {
  requires transitive io.llmgw.api;
  requires com.github.benmanes.caffeine;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.llmgw.cache;
}
