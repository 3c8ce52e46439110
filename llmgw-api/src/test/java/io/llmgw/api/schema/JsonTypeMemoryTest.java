package io.llmgw.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class JsonTypeMemoryTest {
  @Test
  void remembersAClass() {
    assertThat(JsonType.of(LoadedTwice.class)).isSameAs(JsonType.of(LoadedTwice.class));
  }

  @Test
  void doesNotHoldTheLoaderOfAClass() throws Exception {
    WeakReference<ClassLoader> loader = new WeakReference<>(usedLoader());

    for (int i = 0; i < 100 && loader.get() != null; i++) {
      System.gc();
    }

    assertThat(loader.get()).isNull();
  }

  private static ClassLoader usedLoader() throws Exception {
    ClassLoader loader = new OwnLoader();
    Class<?> type = loader.loadClass(LoadedTwice.class.getName());
    assertThat(type).isNotSameAs(LoadedTwice.class);
    assertThat(JsonType.of(type).name()).isEqualTo("LoadedTwice");
    return loader;
  }

  private static final class OwnLoader extends ClassLoader {
    OwnLoader() {
      super(JsonTypeMemoryTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(LoadedTwice.class.getName())
          ? ownLoaded(name)
          : super.loadClass(name, resolve);
    }

    private Class<?> ownLoaded(String name) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
      try (InputStream in = JsonTypeMemoryTest.class.getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
