package io.llmgw.api.tool;

import io.llmgw.api.request.RequestOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions of a request, which make its call a run. It holds no text for the model: what the
 * model is told of the tools stands in the content. {@link
 * io.llmgw.api.request.ChatRequest.Builder#tools(Tool...)} puts both in place. Immutable and
 * thread-safe.
 */
public final class Toolbox implements RequestOption {
  private final List<Tool> tools;

  private Toolbox(List<Tool> tools) {
    this.tools = List.copyOf(tools);
  }

  /** These tools; each name may occur once. */
  public static Toolbox of(Tool... tools) {
    return new Toolbox(List.of()).and(tools);
  }

  /**
   * These tools and more.
   *
   * @throws IllegalArgumentException when two have the same name
   */
  public Toolbox and(Tool... more) {
    List<Tool> all = new ArrayList<>(tools);
    for (Tool tool : more) {
      for (Tool known : all) {
        if (known.name().equals(tool.name())) {
          throw new IllegalArgumentException("two tools are named '" + tool.name() + "'");
        }
      }
      all.add(tool);
    }
    return new Toolbox(all);
  }

  /** All of them, in the order in which they were added. */
  public List<Tool> tools() {
    return tools;
  }

  /** The tool of this name; null when there is none. */
  public @Nullable Tool find(String name) {
    for (Tool tool : tools) {
      if (tool.name().equals(name)) {
        return tool;
      }
    }
    return null;
  }

  @Override
  public Class<Toolbox> key() {
    return Toolbox.class;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Toolbox that && tools.equals(that.tools);
  }

  @Override
  public int hashCode() {
    return tools.hashCode();
  }

  /** How many there are. */
  @Override
  public String toString() {
    return "Toolbox[" + tools.size() + " tools]";
  }
}
