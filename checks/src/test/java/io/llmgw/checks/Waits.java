package io.llmgw.checks;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;

/** One method for each way to wait with a time, and one that waits without; never run. */
abstract class Waits {
  void sleep() throws Exception {
    Thread.sleep(1);
  }

  void park() {
    LockSupport.parkNanos(1);
  }

  void parkBlocked() {
    LockSupport.parkNanos(this, 1);
  }

  boolean latch(CountDownLatch latch) throws Exception {
    return latch.await(1, SECONDS);
  }

  int barrier(CyclicBarrier barrier) throws Exception {
    return barrier.await(1, SECONDS);
  }

  boolean condition(Condition condition) throws Exception {
    return condition.await(1, SECONDS);
  }

  long conditionNanos(Condition condition) throws Exception {
    return condition.awaitNanos(1);
  }

  Object poll(BlockingQueue<Object> queue) throws Exception {
    return queue.poll(1, SECONDS);
  }

  boolean offer(BlockingQueue<Object> queue) throws Exception {
    return queue.offer(this, 1, SECONDS);
  }

  boolean permit(Semaphore permits) throws Exception {
    return permits.tryAcquire(1, SECONDS);
  }

  boolean lock(Lock lock) throws Exception {
    return lock.tryLock(1, SECONDS);
  }

  Object future(Future<Object> future) throws Exception {
    return future.get(1, SECONDS);
  }

  Object timeout(CompletableFuture<Object> future) {
    return future.orTimeout(1, SECONDS);
  }

  boolean pool(ExecutorService pool) throws Exception {
    return pool.awaitTermination(1, SECONDS);
  }

  void join(Thread thread) throws Exception {
    thread.join(1);
  }

  void monitor() throws Exception {
    synchronized (this) {
      wait(1);
    }
  }

  boolean process(Process process) throws Exception {
    return process.waitFor(1, SECONDS);
  }

  void unit(Thread thread) throws Exception {
    SECONDS.timedJoin(thread, 1);
  }

  void forSomebody(CountDownLatch latch, Thread thread) throws Exception {
    latch.await();
    thread.join();
    SECONDS.toNanos(1);
  }
}
