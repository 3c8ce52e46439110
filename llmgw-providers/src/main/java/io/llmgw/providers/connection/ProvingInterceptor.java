package io.llmgw.providers.connection;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Asks for the proof of a request once its call has a place: it may have waited for long. */
final class ProvingInterceptor implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    LateProof proof = request.tag(LateProof.class);
    return chain.proceed(proof == null ? request : proof.proven(request));
  }
}
