package io.llmgw.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

class JsonThreadsTest {
  @RepeatedTest(20)
  void anyNumberOfThreadsMayReadOneValue() throws Exception {
    Json fromText = Json.ofText("{\"a\":[1,2.5,\"x\",null]}");
    Json fromValue = Json.ofValue(fromText.value());
    CyclicBarrier start = new CyclicBarrier(4);
    Callable<String> reader =
        () -> {
          start.await();
          return fromText.mapStrings((pointer, leaf) -> leaf + "y").text() + fromValue.text();
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        results.add(threads.submit(reader));
      }

      for (Future<String> result : results) {
        assertThat(result.get()).isEqualTo("{\"a\":[1,2.5,\"xy\",null]}{\"a\":[1,2.5,\"x\",null]}");
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
