package io.llmgw.cache.similar;

import io.llmgw.cache.VectorIndex.Near;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The vectors of one group, without gaps, and with room for about as many more. Thread-safe. */
final class Group {
  /** More than all sums of a product are rounded by. */
  private static final float ROUNDED = 1e-4f;

  private static final float[] NONE = {};

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Heads heads;
  private long[] ids = new long[0];
  private float[][] vectors = new float[0][];
  private int size;

  /** Of vectors of so many numbers. */
  Group(int dimensions) {
    heads = new Heads(dimensions);
  }

  void add(long id, float[] vector) {
    lock.writeLock().lock();
    try {
      if (size == ids.length) {
        resize(size + size / 2 + 1);
      }
      put(size, id, vector);
      size++;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void resize(int count) {
    float[][] otherVectors = Arrays.copyOf(vectors, count);
    long[] otherIds = Arrays.copyOf(ids, count);
    heads.resize(count);
    vectors = otherVectors; // not before there was memory for all
    ids = otherIds;
  }

  private void put(int row, long id, float[] vector) {
    ids[row] = id;
    vectors[row] = vector;
    heads.put(row, vector);
  }

  /** Whether it is empty by now. */
  boolean remove(long id) {
    lock.writeLock().lock();
    try {
      for (int i = 0; i < size; i++) {
        if (ids[i] == id) {
          size--;
          put(i, ids[size], vectors[size]);
          vectors[size] = NONE;
          break;
        }
      }
      if (size < ids.length / 2) {
        resize(size + size / 2 + 1);
      }
      return size == 0;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The nearest first, of those that are at least so similar. */
  List<Near> nearest(float[] vector, int most, float least) {
    List<Near> nearest = new ArrayList<>(most);
    float rest = heads.rest(vector);
    float wanted = least;
    lock.readLock().lock();
    try {
      for (int i = 0; i < size; i++) {
        if (heads.most(i, vector, rest) < wanted - ROUNDED) {
          continue;
        }
        float similarity = UnitVector.product(vectors[i], vector);
        if (similarity >= wanted) {
          insert(nearest, new Near(ids[i], similarity), most);
          wanted = nearest.size() < most ? least : Math.nextUp(last(nearest));
        }
      }
    } finally {
      lock.readLock().unlock();
    }
    return nearest;
  }

  private static float last(List<Near> nearest) {
    return (float) nearest.get(nearest.size() - 1).similarity();
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
