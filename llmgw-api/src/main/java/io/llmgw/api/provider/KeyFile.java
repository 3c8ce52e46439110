package io.llmgw.api.provider;

import io.llmgw.api.Caller;
import io.llmgw.api.time.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keys in a file, read again when it has changed. One caller looks at a time, the others use what
 * is known. Thread-safe.
 */
final class KeyFile implements KeySource {
  private static final System.Logger log = System.getLogger(KeyFile.class.getName());
  private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_BYTES = 64 * 1024;

  private final Path path;
  private final TimeSource time;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile List<ApiKey> keys;
  private volatile long lookedNanos;
  // Both are touched by the one that looks.
  private FileStamp stamp;
  private boolean unreadable;

  KeyFile(Path path, TimeSource time) {
    this.path = path;
    this.time = time;
    this.lookedNanos = time.nanos();
    try {
      this.stamp = FileStamp.of(path);
      this.keys = read();
    } catch (IOException e) {
      throw new IllegalArgumentException("key file " + path + " cannot be read", e);
    }
  }

  @Override
  public List<ApiKey> keysFor(Caller caller) {
    if (time.nanos() - lookedNanos >= LOOK_EVERY_NANOS && looking.compareAndSet(false, true)) {
      try {
        lookedNanos = time.nanos();
        refresh();
      } finally {
        looking.set(false);
      }
    }
    return keys;
  }

  /** A file that is gone or half written keeps nobody from calling: what was good still counts. */
  private void refresh() {
    try {
      FileStamp seen = FileStamp.of(path);
      if (!seen.equals(stamp)) {
        renew(seen);
      }
      unreadable = false;
    } catch (IOException e) {
      log.log(
          unreadable ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
          "key file {0} cannot be read at the moment, the keys before stay in use",
          path);
      unreadable = true;
    }
  }

  /** What could not be read is still to be read; what was read and is wrong stays so. */
  private void renew(FileStamp seen) throws IOException {
    try {
      keys = read();
    } catch (IllegalArgumentException e) {
      log.log(System.Logger.Level.WARNING, "the keys before stay in use: {0}", e.getMessage());
    }
    stamp = seen;
  }

  private List<ApiKey> read() throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("key file " + path + " has more than 64 KiB");
    }
    return KeyLines.parse(path, new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "KeyFile[" + path + "]";
  }
}
