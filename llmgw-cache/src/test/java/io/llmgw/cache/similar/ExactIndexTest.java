package io.llmgw.cache.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmgw.cache.LiveHeap;
import io.llmgw.cache.VectorIndex.Near;
import io.llmgw.test.Races;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The index that compares with all. */
class ExactIndexTest {
  private final ExactIndex index = new ExactIndex();

  private static float[] random(Random random, int dimensions) {
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return UnitVector.of(vector);
  }

  @Test
  void theNearestComeFirstAsTheirProductsSay() {
    Random random = new Random(7);
    float[][] vectors = new float[500][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = random(random, 37);
      index.add("g", i, vectors[i]);
    }
    float[] asked = random(random, 37);

    List<Near> nearest = index.nearest("g", asked, 20, -1);

    assertThat(nearest).hasSize(20);
    double last = Double.POSITIVE_INFINITY;
    for (Near near : nearest) {
      assertThat(near.similarity()).isLessThanOrEqualTo(last);
      assertThat(near.similarity())
          .isCloseTo(product(vectors[(int) near.id()], asked), within(1e-5));
      last = near.similarity();
    }
    double least = last;
    long nearer =
        Arrays.stream(vectors).filter(each -> product(each, asked) > least + 1e-6).count();
    assertThat(nearer).isLessThanOrEqualTo(20);
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  @Test
  void thoseThatAreSimilarEnoughAreAllFoundHoweverLongTheirVectors() {
    Random random = new Random(11);
    for (int dimensions : new int[] {1, 2, 127, 128, 129, 384}) {
      ExactIndex made = new ExactIndex();
      float[] asked = random(random, dimensions);
      float[][] vectors = new float[400][];
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = between(asked, random(random, dimensions), random.nextFloat());
        made.add("g", i, vectors[i]);
      }
      for (int i = 0; i < vectors.length; i += 3) {
        made.remove("g", i);
      }
      for (double least : new double[] {-0.5, 0, 0.3, 0.9, 0.95, 0.999}) {
        assertThat(made.nearest("g", asked, vectors.length, least))
            .extracting(near -> (int) near.id())
            .containsExactlyInAnyOrder(
                IntStream.range(0, vectors.length)
                    .filter(i -> i % 3 != 0 && product(vectors[i], asked) >= least)
                    .boxed()
                    .toArray(Integer[]::new));
      }
    }
  }

  /** A direction between the two. */
  private static float[] between(float[] one, float[] other, float part) {
    float[] sum = new float[one.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[i] * part + other[i] * (1 - part);
    }
    return UnitVector.of(sum);
  }

  @Test
  void takesNoMoreThanWhatIsInIt() {
    Random random = new Random(13);
    float[] vector = random(random, 384); // the same for all, so that what counts is the index's
    long before = LiveHeap.bytes();
    for (int group = 0; group < 8; group++) {
      for (int i = 0; i < 5_000; i++) {
        index.add("g" + group, i, vector);
      }
      for (int i = 1; i < 5_000; i++) {
        index.remove("g" + group, i);
      }
    }

    assertThat(LiveHeap.bytes() - before).isLessThan(1_000_000);
    assertThat(index.nearest("g7", vector, 5, 0.95)).extracting(Near::id).containsExactly(0L);
  }

  @Test
  void ofEquallyNearOnesThoseThatCameFirstAreKept() {
    float[] vector = {1, 0};
    for (int i = 0; i < 9; i++) {
      index.add("g", i, vector);
    }

    assertThat(index.nearest("g", vector, 3, 0.95))
        .extracting(Near::id)
        .containsExactly(0L, 1L, 2L);
  }

  @Test
  void whatIsRemovedIsNotFoundAndGroupsAreApart() {
    float[] vector = {1};
    index.add("g", 1, vector);
    index.add("g", 2, vector);
    index.add("h", 3, vector);

    index.remove("g", 1);
    index.remove("g", 1);
    index.remove("h", 2);
    index.remove("i", 1);

    assertThat(index.nearest("g", vector, 5, -1)).extracting(Near::id).containsExactly(2L);
    assertThat(index.nearest("h", vector, 5, -1)).extracting(Near::id).containsExactly(3L);
    index.remove("h", 3);
    assertThat(index.nearest("h", vector, 5, -1)).isEmpty();
  }

  @Test
  void thoseWhoAddRemoveAndLookAtOnceLoseNothing() {
    Races.repeat(
        round -> {
          ExactIndex shared = new ExactIndex();
          float[] vector = {1};
          CompletableFuture<?>[] all = new CompletableFuture<?>[4];
          for (int who = 0; who < all.length; who++) {
            int from = who * 1_000;
            all[who] =
                CompletableFuture.runAsync(
                    () -> {
                      for (int i = from; i < from + 200; i++) {
                        shared.add("g", i, vector);
                        shared.nearest("g", vector, 3, -1);
                        if (i % 2 == 0) {
                          shared.remove("g", i);
                        }
                      }
                    });
          }
          CompletableFuture.allOf(all).join();

          assertThat(shared.nearest("g", vector, 1_000, -1))
              .hasSize(400)
              .allSatisfy(near -> assertThat(near.id() % 2).isOne());
        });
  }
}
