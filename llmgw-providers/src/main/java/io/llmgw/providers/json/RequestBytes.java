package io.llmgw.providers.json;

import java.io.IOException;
import java.io.OutputStream;
import okio.Buffer;
import okio.BufferedSink;

/**
 * The body of a request: written once, and moved to where it is sent without a copy, or sent and
 * kept, as it may have to be sent again. Lies in the segments that OkHttp sends from, which it uses
 * again and again. Not thread-safe.
 */
public final class RequestBytes extends OutputStream {
  /** The type of nearly all bodies. */
  public static final String MEDIA_TYPE = "application/json";

  private final Buffer bytes = new Buffer();
  private final String mediaType;

  /** An empty body of JSON. */
  public RequestBytes() {
    this(MEDIA_TYPE);
  }

  /** An empty body of this type. */
  public RequestBytes(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The type of this body. */
  public String mediaType() {
    return mediaType;
  }

  @Override
  public void write(int b) {
    bytes.writeByte(b);
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    bytes.write(source, offset, count);
  }

  /** The number of bytes that are written and not sent. */
  public long length() {
    return bytes.size();
  }

  /** The SHA-256 of what is written and not sent, in lower-case hexadecimal. */
  public String sha256() {
    return bytes.sha256().hex();
  }

  /** Moves everything there; nothing is left here. */
  public void sendTo(BufferedSink sink) throws IOException {
    sink.write(bytes, bytes.size());
  }

  /** Sends everything and keeps it; both have the same bytes, so this copies none. */
  public void copyTo(BufferedSink sink) throws IOException {
    sink.write(bytes.copy(), bytes.size());
  }

  /** It is not sent again: lets go of what is kept. */
  public void discard() {
    bytes.clear();
  }

  /** A copy of what is written and not sent. */
  public byte[] toByteArray() {
    return bytes.snapshot().toByteArray();
  }

  @Override
  public String toString() {
    return "RequestBytes[" + length() + "]";
  }
}
