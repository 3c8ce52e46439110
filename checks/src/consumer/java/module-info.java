module io.llmgw.consumer {
  requires io.llmgw.api;
  requires jdk.httpserver;
}
