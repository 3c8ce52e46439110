/** A policy that a client finds by its name. */
module io.llmgw.examples.interceptor {
  requires io.llmgw.api;
  requires static org.jspecify;

  provides io.llmgw.api.chain.InterceptorFactory with
      io.llmgw.examples.interceptor.LengthLimitFactory;
}
