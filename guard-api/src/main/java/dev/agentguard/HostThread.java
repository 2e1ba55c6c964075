package dev.agentguard;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Whether a thread may wait for minutes. One that serves many must not: an event loop, a thread that its library marks as
 * not blocking, one that carries virtual threads or steals work. Told by the names of their classes, since their libraries
 * may not be here; what is not known to be shared may wait. Threadsafe.
 */
final class HostThread {

    /** Of each, all threads of that class or with that interface. */
    private static final Set<String> SHARED = Set.of(
            "reactor.core.scheduler.NonBlocking",
            "io.netty.util.concurrent.FastThreadLocalThread",
            "io.reactivex.rxjava3.internal.schedulers.NonBlockingThread",
            "org.xnio.XnioIoThread",
            "kotlinx.coroutines.scheduling.CoroutineScheduler$Worker",
            "jdk.internal.net.http.HttpClientImpl$SelectorManager",
            "java.awt.EventDispatchThread");

    /** Threads of plain classes that are event loops all the same. */
    private static final Set<String> SHARED_NAMES = Set.of("httpclient-dispatch-", "JavaFX Application Thread");

    private static final String VERTX = "io.vertx.core.impl.VertxThread";

    /** From this version of Java on a virtual thread that waits inside {@code synchronized} lets go of its carrier. */
    private static final int VIRTUAL_THREADS_LET_GO = 24;

    private static final ClassValue<Boolean> IS_SHARED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isShared(type);
        }
    };

    private HostThread() {}

    static boolean mayWait(Thread thread) {
        if (isVirtual(thread)) {
            return Runtime.version().feature() >= VIRTUAL_THREADS_LET_GO;
        }
        if (thread instanceof ForkJoinWorkerThread) {
            return false;
        }
        String name = thread.getName();
        if (SHARED_NAMES.stream().anyMatch(name::startsWith)) {
            return false;
        }
        return !IS_SHARED.get(thread.getClass()) || isWorkerOfVertx(thread);
    }

    /** Java 17, for which this is compiled, knows no virtual threads. */
    private static boolean isVirtual(Thread thread) {
        return thread.getClass().getName().equals("java.lang.VirtualThread")
                || thread.getClass().getName().equals("java.lang.ThreadBuilders$BoundVirtualThread");
    }

    /** Vert.x has the same class for event loops and for the threads that it keeps for what blocks. */
    private static boolean isWorkerOfVertx(Thread thread) {
        for (Class<?> type = thread.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(VERTX)) {
                try {
                    Method isWorker = type.getMethod("isWorker");
                    return Boolean.TRUE.equals(isWorker.invoke(thread));
                } catch (ReflectiveOperationException | RuntimeException e) {
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean isShared(Class<?> thread) {
        for (Class<?> type = thread; type != null && type != Thread.class; type = type.getSuperclass()) {
            if (SHARED.contains(type.getName()) || hasMark(type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasMark(Class<?> type) {
        for (Class<?> mark : type.getInterfaces()) {
            if (SHARED.contains(mark.getName()) || hasMark(mark)) {
                return true;
            }
        }
        return false;
    }
}
