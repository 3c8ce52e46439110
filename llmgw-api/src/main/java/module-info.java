/**
 * The API of llmgw: what applications call ({@code io.llmgw.api}), what policies are written
 * against ({@code io.llmgw.api.chain}), and what adapters implement ({@code
 * io.llmgw.api.provider}). It depends on nothing but nullness annotations.
 */
module io.llmgw.api {
  requires static transitive org.jspecify;

  exports io.llmgw.api;
  exports io.llmgw.api.answer;
  exports io.llmgw.api.catalog;
  exports io.llmgw.api.chain;
  exports io.llmgw.api.codec;
  exports io.llmgw.api.condition;
  exports io.llmgw.api.content;
  exports io.llmgw.api.counting;
  exports io.llmgw.api.error;
  exports io.llmgw.api.event;
  exports io.llmgw.api.image;
  exports io.llmgw.api.json;
  exports io.llmgw.api.moderation;
  exports io.llmgw.api.observe;
  exports io.llmgw.api.price;
  exports io.llmgw.api.provider;
  exports io.llmgw.api.reaction;
  exports io.llmgw.api.redact;
  exports io.llmgw.api.request;
  exports io.llmgw.api.rerank;
  exports io.llmgw.api.response;
  exports io.llmgw.api.route;
  exports io.llmgw.api.schema;
  exports io.llmgw.api.speech;
  exports io.llmgw.api.status;
  exports io.llmgw.api.time;
  exports io.llmgw.api.tokens;
  exports io.llmgw.api.tool;
  exports io.llmgw.api.transcription;
  exports io.llmgw.api.usage;

  uses io.llmgw.api.ClientEngine;
  uses io.llmgw.api.catalog.ModelTable;
  uses io.llmgw.api.chain.InterceptorFactory;
  uses io.llmgw.api.provider.ProviderFactory;
  uses io.llmgw.api.redact.Detector;
}
