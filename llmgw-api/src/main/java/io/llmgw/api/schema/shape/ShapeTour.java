package io.llmgw.api.schema.shape;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Looks at everything that a shape consists of. */
public final class ShapeTour {
  private final Set<Shape> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Shape> above = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean open;
  private boolean recursive;

  private ShapeTour() {}

  /** Looks at the shape and all that it consists of. */
  public static ShapeTour of(Shape root) {
    ShapeTour tour = new ShapeTour();
    tour.visit(root);
    return tour;
  }

  private void visit(Shape shape) {
    recursive |= above.contains(shape);
    if (!seen.add(shape)) {
      return;
    }
    open |= shape instanceof MapShape;
    above.add(shape);
    shape.parts().forEach(this::visit);
    above.remove(shape);
  }

  /** Whether there is a map among them, whose keys no schema names. */
  public boolean isOpen() {
    return open;
  }

  /** Whether one of them consists of itself. */
  public boolean isRecursive() {
    return recursive;
  }
}
