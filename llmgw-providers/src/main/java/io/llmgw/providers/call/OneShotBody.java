package io.llmgw.providers.call;

import io.llmgw.providers.json.RequestBytes;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A request body that OkHttp may write once. Else it would send a POST again behind our back, when
 * a pooled connection is reset after the provider has read the request; connecting to the next
 * address stays possible, as nothing is written before there is a connection.
 */
final class OneShotBody extends RequestBody {
  private static final MediaType JSON = MediaType.get(RequestBytes.MEDIA_TYPE);

  private final RequestBytes body;
  private final MediaType type;
  private final long length;
  private final CallPhases phases;
  private final Runnable onSent;
  private final AtomicBoolean written = new AtomicBoolean();

  OneShotBody(RequestBytes body, CallPhases phases, Runnable onSent) {
    this.body = body;
    this.type = body.mediaType().equals(RequestBytes.MEDIA_TYPE) ? JSON : other(body);
    this.length = body.length();
    this.phases = phases;
    this.onSent = onSent;
  }

  private static MediaType other(RequestBytes body) {
    return MediaType.get(body.mediaType());
  }

  @Override
  public MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  /**
   * The header lies in the same buffer still: it is flushed with the body, or when that is full.
   * OkHttp would flush right after this; done here, it is known when the last byte has left.
   *
   * @throws IOException the second time: an interceptor of the application's own client may try
   */
  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    if (!written.compareAndSet(false, true)) {
      throw new IOException("a request is sent once; repeating it is the gateway's business");
    }
    phases.onFirstByte();
    onSent.run();
    if (phases.mayBeRefused()) {
      body.copyTo(sink);
    } else {
      body.sendTo(sink);
    }
    sink.flush();
    phases.onLastByte();
  }
}
