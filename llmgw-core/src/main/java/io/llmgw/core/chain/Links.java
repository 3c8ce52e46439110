package io.llmgw.core.chain;

import io.llmgw.api.Explanation;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The links that a call goes through, outermost first. Built once per configuration; the calls run
 * this list, and {@code explain} prints it, so that the two cannot differ. Immutable.
 */
public final class Links {
  /** What internal calls skip: their text is masked already, and their parent was judged. */
  private static final Set<Slot> SKIPPED_BY_INTERNAL_CALLS =
      EnumSet.of(Slot.PROMPT, Slot.APPLICATION, Slot.REDACT, Slot.GUARD);

  /**
   * Where text is raw and nobody may see it, and where the call leaves the chain. The other slots
   * of the engine are open to features, but not to single links of the host: those the builder
   * refuses.
   */
  private static final Set<Slot> OF_THE_ENGINE_ALONE = EnumSet.of(Slot.OBSERVE, Slot.PROVIDER);

  private final Link[] application;
  private final Link[] internal;

  private Links(List<Link> ordered) {
    application = ordered.toArray(new Link[0]);
    List<Link> inner = new ArrayList<>(ordered);
    inner.removeIf(link -> SKIPPED_BY_INTERNAL_CALLS.contains(link.spec().slot()));
    internal = inner.toArray(new Link[0]);
  }

  /** All of these in the order of slots, then of their own order, then of registration. */
  public static Links of(List<? extends Interceptor> engine, List<? extends Interceptor> custom) {
    List<Link> held = new ArrayList<>();
    for (Interceptor interceptor : custom) {
      held.add(held(new Link(interceptor, true)));
    }
    return inOrder(engine, held);
  }

  /** The same with these links of the engine; the links of others are the very same. */
  public Links with(List<? extends Interceptor> engine) {
    List<Link> custom = new ArrayList<>();
    for (Link link : application) {
      if (link.isCustom()) {
        custom.add(link);
      }
    }
    return inOrder(engine, custom);
  }

  private static Links inOrder(List<? extends Interceptor> engine, List<Link> custom) {
    List<Link> links = new ArrayList<>();
    for (Interceptor interceptor : engine) {
      links.add(new Link(interceptor, false));
    }
    links.addAll(custom);
    links.sort(
        Comparator.<Link, Slot>comparing(link -> link.spec().slot())
            .thenComparingInt(link -> link.spec().order()));
    return new Links(links);
  }

  /**
   * By the very declaration that the chain runs: a link might answer otherwise when asked again.
   */
  private static Link held(Link link) {
    if (OF_THE_ENGINE_ALONE.contains(link.spec().slot())) {
      throw new IllegalArgumentException(
          "link '"
              + link.spec().name()
              + "' ("
              + link.offender()
              + ") asks for slot "
              + link.spec().slot()
              + ", which is the engine's alone; observers are given to the client by observe(...)");
    }
    return link;
  }

  Link[] inOrder(Purpose purpose) {
    return purpose.equals(Purpose.APPLICATION) ? application : internal;
  }

  /** The chain of a call with this purpose, for people. */
  public List<Explanation.Link> describe(Purpose purpose) {
    List<Explanation.Link> described = new ArrayList<>();
    for (Link link : inOrder(purpose)) {
      Class<?> type = link.interceptor().getClass();
      described.add(
          new Explanation.Link(link.spec(), type.getName(), originOf(type), link.isCustom()));
    }
    return described;
  }

  /** The module, jar or folder that a class comes from; null where that is unknown. */
  static @Nullable String originOf(Class<?> type) {
    if (type.getModule().isNamed()) {
      return type.getModule().getName();
    }
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return null;
    }
    String path = source.getLocation().getPath();
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }
}
