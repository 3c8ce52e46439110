package io.llmgw.cache.store;

import io.llmgw.cache.ResponseStore.Label;
import io.llmgw.cache.store.Change.Put;
import io.llmgw.cache.store.Change.Removal;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What a store is yet to be told. Removals go first, are never dropped, and each is there once;
 * entries are bounded by number and bytes. Guarded by whoever uses it.
 */
final class Changes {
  static final int MOST_PUTS = 1024;

  private final long mostBytes;
  private final Queue<Put> puts = new ArrayDeque<>();
  private final Map<Target, Removal> removals = new LinkedHashMap<>();
  private long bytes;

  private record Target(Label label, String value) {}

  /** None, and never entries of more bytes. */
  Changes(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** False when there is no room for it. */
  boolean add(Put put) {
    int more = put.answer().bytes();
    if (puts.size() >= MOST_PUTS || bytes + more > mostBytes) {
      return false;
    }
    bytes += more;
    return puts.add(put);
  }

  /** False when the same waits already; what is to follow either does so once. */
  boolean add(Removal removal) {
    Target target = new Target(removal.label(), removal.value());
    Removal before = removals.putIfAbsent(target, removal);
    if (before != null && before.removed() == Removal.NOTHING_FOLLOWS) {
      removals.replace(target, removal);
    }
    return before == null;
  }

  /** The next one; null when there is none. */
  @Nullable Change next(boolean withRemovals) {
    Iterator<Removal> first = removals.values().iterator();
    if (withRemovals && first.hasNext()) {
      Removal removal = first.next();
      first.remove();
      return removal;
    }
    Put put = puts.poll();
    if (put != null) {
      bytes -= put.answer().bytes();
    }
    return put;
  }

  /** Drops the entries; returns them. */
  List<Put> dropPuts() {
    List<Put> dropped = List.copyOf(puts);
    puts.clear();
    bytes = 0;
    return dropped;
  }
}
