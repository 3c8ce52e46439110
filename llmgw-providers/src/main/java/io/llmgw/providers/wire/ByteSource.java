package io.llmgw.providers.wire;

import java.io.IOException;

/** Where the bytes of a body come from, as {@link java.io.InputStream#read(byte[], int, int)}. */
@FunctionalInterface
public interface ByteSource {
  /**
   * Reads at least one byte, blocking until there is one.
   *
   * @return the number of bytes read, -1 at the end
   */
  int read(byte[] into, int offset, int length) throws IOException;
}
