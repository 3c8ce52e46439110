package io.llmgw.core.thread;

import io.llmgw.api.ContextCapture;

/** Carries the context class loader, by which libraries find the classes of an application. */
final class LoaderCapture implements ContextCapture {
  @Override
  public Captured capture() {
    ClassLoader carried = Thread.currentThread().getContextClassLoader();
    return () -> {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(carried);
      return () -> thread.setContextClassLoader(before);
    };
  }
}
