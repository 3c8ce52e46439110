package io.llmgw.soak;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/** OkHttp alone, with the least that can be called reading a stream: what llmgw stands on. */
final class OkHttpReader implements Reader {
  private static final String CONTENT = "\"content\":\"";

  private final OkHttpClient http;
  private final String url;

  OkHttpReader(OkHttpClient http, String baseUrl) {
    this.http = http;
    url = baseUrl + "/chat/completions";
  }

  @Override
  public void read(Voyage voyage) throws IOException {
    String body =
        "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
            + voyage.prompt()
            + "\"}]}";
    Request request =
        new Request.Builder()
            .url(url)
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build();
    try (Response response = http.newCall(request).execute()) {
      BufferedSource lines = response.body().source();
      String line;
      while ((line = lines.readUtf8Line()) != null) {
        int from = line.indexOf(CONTENT) + CONTENT.length();
        if (from >= CONTENT.length()) {
          voyage.piece(line.substring(from, line.indexOf('"', from)));
        }
      }
    }
    voyage.ended();
  }
}
