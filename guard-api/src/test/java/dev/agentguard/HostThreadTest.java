package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.FastThreadLocalThread;
import io.vertx.core.impl.VertxThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Which threads may wait for a human, with the classes of the libraries themselves. */
class HostThreadTest {

    @Test
    void a_plain_thread_may_wait() throws Exception {
        assertThat(mayWaitOn(Thread::new)).isTrue();
        assertThat(HostThread.mayWait(Thread.currentThread())).isTrue();
    }

    @Test
    void an_event_loop_of_netty_may_not() throws Exception {
        assertThat(mayWaitOn(FastThreadLocalThread::new)).isFalse();
    }

    @Test
    void of_vertx_only_a_worker_may() throws Exception {
        assertThat(mayWaitOn(task -> new VertxThread(task, "loop", false, 1, TimeUnit.SECONDS)))
                .isFalse();
        assertThat(mayWaitOn(task -> new VertxThread(task, "worker", true, 1, TimeUnit.SECONDS)))
                .isTrue();
    }

    @Test
    void a_thread_that_reactor_marks_may_not_and_its_elastic_ones_may() throws Exception {
        assertThat(mayWaitOn(Schedulers.newParallel("parallel", 1, true))).isFalse();
        assertThat(mayWaitOn(Schedulers.newSingle("single", true))).isFalse();
        assertThat(mayWaitOn(Schedulers.newBoundedElastic(1, 1, "elastic", 1, true)))
                .isTrue();
    }

    @Test
    void a_thread_that_steals_work_may_not() throws Exception {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        ForkJoinPool.commonPool().execute(() -> answer.complete(HostThread.mayWait(Thread.currentThread())));
        assertThat(answer.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void the_reactor_of_apaches_client_may_not() throws Exception {
        assertThat(mayWaitOn(task -> new Thread(task, "httpclient-dispatch-1"))).isFalse();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void a_virtual_thread_may_where_it_lets_go_of_its_carrier() throws Exception {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable)
                () -> answer.complete(HostThread.mayWait(Thread.currentThread())));
        assertThat(answer.get()).isEqualTo(Runtime.version().feature() >= 24);
    }

    private static boolean mayWaitOn(Function<Runnable, Thread> threads) throws Exception {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        threads.apply(() -> answer.complete(HostThread.mayWait(Thread.currentThread())))
                .start();
        return answer.get(10, TimeUnit.SECONDS);
    }

    private static boolean mayWaitOn(Scheduler scheduler) throws Exception {
        try {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            scheduler.schedule(() -> answer.complete(HostThread.mayWait(Thread.currentThread())));
            return answer.get(10, TimeUnit.SECONDS);
        } finally {
            scheduler.dispose();
        }
    }
}
