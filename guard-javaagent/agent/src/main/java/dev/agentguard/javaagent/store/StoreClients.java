package dev.agentguard.javaagent.store;

import dev.agentguard.javaagent.instrumentation.Internals;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.lang.instrument.Instrumentation;
import java.util.List;

/** The clients that are known. */
public final class StoreClients {

    private StoreClients() {}

    /**
     * Returns what is changed in them.
     *
     * @param instrumentation the JVM's instrumentation, which opens a client that is a named module
     * @return one instrumentation each
     */
    public static List<TypeInstrumentation> all(Instrumentation instrumentation) {
        Internals internals = new Internals(instrumentation);
        return List.of(
                new JedisInstrumentation(internals),
                new LettuceInstrumentation(internals),
                new MongoInstrumentation(internals),
                new KafkaInstrumentation(internals));
    }
}
