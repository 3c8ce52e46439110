package io.llmgw.cache.similar;

import io.llmgw.cache.VectorIndex.Near;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The vectors of one group, without gaps. Thread-safe. */
final class Group {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private long[] ids = new long[4];
  private float[][] vectors = new float[4][];
  private int size;

  void add(long id, float[] vector) {
    lock.writeLock().lock();
    try {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, 2 * size);
        vectors = Arrays.copyOf(vectors, 2 * size);
      }
      ids[size] = id;
      vectors[size++] = vector;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Whether it is empty by now. */
  boolean remove(long id) {
    lock.writeLock().lock();
    try {
      for (int i = 0; i < size; i++) {
        if (ids[i] == id) {
          ids[i] = ids[--size];
          vectors[i] = vectors[size];
          vectors[size] = new float[0];
          break;
        }
      }
      return size == 0;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The nearest first. */
  List<Near> nearest(float[] vector, int most) {
    List<Near> nearest = new ArrayList<>(most);
    lock.readLock().lock();
    try {
      for (int i = 0; i < size; i++) {
        float similarity = UnitVector.product(vectors[i], vector);
        if (nearest.size() < most || similarity > nearest.get(most - 1).similarity()) {
          insert(nearest, new Near(ids[i], similarity), most);
        }
      }
    } finally {
      lock.readLock().unlock();
    }
    return nearest;
  }

  private static void insert(List<Near> nearest, Near near, int most) {
    int place = nearest.size();
    while (place > 0 && nearest.get(place - 1).similarity() < near.similarity()) {
      place--;
    }
    if (nearest.size() == most) {
      nearest.remove(most - 1);
    }
    nearest.add(place, near);
  }
}
