package io.llmgw.providers.body;

import io.llmgw.providers.answer.AnswerHeaders;
import okhttp3.Headers;

/** OkHttp's headers, as wire formats see them. */
record OkHeaders(Headers headers) implements AnswerHeaders {
  @Override
  public int size() {
    return headers.size();
  }

  @Override
  public String name(int index) {
    return headers.name(index);
  }

  @Override
  public String value(int index) {
    return headers.value(index);
  }

  @Override
  public String toString() {
    return "OkHeaders[" + headers.size() + "]";
  }
}
