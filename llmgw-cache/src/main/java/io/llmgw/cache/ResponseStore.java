package io.llmgw.cache;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A second level of a {@link ResponseCache} that several processes share, such as a key-value
 * store: {@link ResponseCache#secondLevel}. It is asked where the process itself has no answer, and
 * told of each that is kept. What it holds is as confidential as the conversations are: masked
 * text, encoded, not encrypted.
 *
 * <p>Every method returns at once, or soon: the cache calls it on threads of its own. An answer is
 * waited for 50 ms, and so long once more where the call has failed and takes one past its time; of
 * changes the next one begins when the one before has ended, or after a second. A stage that never
 * ends stays under way; of eight such changes no more are begun. A store that takes longer, fails,
 * or returns bytes that are no entry is passed by, and never fails a call. Thread-safe.
 */
public interface ResponseStore extends AutoCloseable {
  /** By what entries are removed. */
  enum Label {
    /** The key. */
    KEY,
    /** The namespace. */
    NAMESPACE,
    /** The tenant that it was asked for. */
    TENANT,
    /** The model or alias that was asked for. */
    MODEL,
    /** The target that gave the answer. */
    TARGET
  }

  /**
   * An entry.
   *
   * @param key lower-case hexadecimal digits, 64 of them
   * @param namespace where it stands
   * @param tenant null where there is none
   * @param model null for the client's default
   * @param target null where none is known
   * @param bytes made and read by the cache alone; not to be changed
   * @param ttl after which it may be dropped: the time for which it is given again, and that of
   *     {@link ResponseCache#staleIfError} beyond it
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record StoredEntry(
      String key,
      String namespace,
      @Nullable String tenant,
      @Nullable String model,
      @Nullable String target,
      byte[] bytes,
      Duration ttl) {
    @Override
    public String toString() {
      return "StoredEntry[" + key + ", " + bytes.length + " bytes]";
    }
  }

  /** The bytes of the entry of this key; null when there is none. */
  CompletionStage<byte @Nullable []> get(String key);

  /** Keeps an entry in place of any other of its key. */
  CompletionStage<?> put(StoredEntry entry);

  /** Removes all entries whose label has this value. */
  CompletionStage<?> remove(Label label, String value);

  /** Closes it, with the client; default nothing. */
  @Override
  default void close() {}
}
