package dev.agentguard.langchain4j;

import dev.agentguard.Guard;
import dev.agentguard.config.ConfigLocator;
import org.jspecify.annotations.Nullable;

/** The engine of services for which none is given: once per JVM. Threadsafe. */
final class Engines {

    private static @Nullable ToolGate installed;

    private Engines() {}

    static synchronized void install(ToolGate gate) {
        installed = gate;
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
     * Returns the engine of an attached agent, else what was installed, else one for the configuration that is found.
     *
     * @return the engine
     * @throws dev.agentguard.config.ConfigException if the configuration cannot be used; nothing is kept then, so that
     *     no later service is built unguarded
     */
    static synchronized ToolGate ofThisJvm() {
        BridgeGate attached = BridgeGate.attached();
        if (attached != null) {
            return attached;
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
