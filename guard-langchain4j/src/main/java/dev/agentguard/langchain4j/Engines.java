package dev.agentguard.langchain4j;

import dev.agentguard.Guard;
import dev.agentguard.config.ConfigLocator;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The engine of services for which none is given: once per JVM. Threadsafe. */
final class Engines {

    private static @Nullable ToolGate installed;

    /** Of applications that came later than others in the same JVM; the last one's holds. */
    private static final Deque<Application> applications = new ArrayDeque<>();

    /** An application and its engine; none if it was switched off there. */
    private static final class Application {
        private final @Nullable ToolGate gate;

        Application(@Nullable ToolGate gate) {
            this.gate = gate;
        }
    }

    private Engines() {}

    static synchronized void install(ToolGate gate) {
        installed = gate;
    }

    /**
     * Installs the engine of an application until it ends.
     *
     * @param gate its engine, or null if its services are not to be guarded
     * @return ends it; services that were built in the meantime keep it
     */
    static synchronized Installation installUntilClosed(@Nullable ToolGate gate) {
        Application application = new Application(gate);
        applications.addLast(application);
        return () -> remove(application);
    }

    private static synchronized void remove(Application application) {
        applications.remove(application);
    }

    /**
     * Returns the engine that judges for a guard that was given explicitly.
     *
     * @param guard the guard
     * @return the engine
     */
    static ToolGate of(Guard guard) {
        ToolGate local = new LocalGate(guard);
        BridgeGate attached = BridgeGate.attached();
        return attached == null ? local : attached;
    }

    /**
     * Returns the engine of an attached agent, else what was installed last, else one for the configuration that is found.
     *
     * @return the engine, or null if a human switched Guard off
     * @throws dev.agentguard.config.ConfigException if the configuration cannot be used; nothing is kept then, so that
     *     no later service is built unguarded
     */
    static synchronized @Nullable ToolGate ofThisJvm() {
        BridgeGate attached = BridgeGate.attached();
        if (attached != null) {
            return attached;
        }
        Application application = applications.peekLast();
        if (application != null) {
            return application.gate;
        }
        if (installed == null) {
            Guard guard = Guard.builder()
                    .config(ConfigLocator.ofThisProcess().locate(null))
                    .build();
            flushAtExit(guard);
            installed = new LocalGate(guard);
        }
        return installed;
    }

    /** Nobody else knows this guard, and what it recorded last may still be on its way to the disk. */
    private static void flushAtExit(Guard guard) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(guard::flush, "guard-flush"));
        } catch (IllegalStateException e) {
            // the JVM ends already: what cannot be undone is on disk before it proceeds in any case
            return;
        }
    }
}
