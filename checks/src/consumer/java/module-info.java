module io.llmgw.consumer {
  requires io.llmgw.api;
  requires io.llmgw.observability;
  requires jdk.httpserver;
}
