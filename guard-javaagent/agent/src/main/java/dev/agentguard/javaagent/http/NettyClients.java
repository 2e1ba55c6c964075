package dev.agentguard.javaagent.http;

import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;

/** The instrumentations of Netty, which share what they know of channels. */
public final class NettyClients {

    private NettyClients() {}

    /**
     * Returns the instrumentations.
     *
     * @return one for each version of HTTP
     */
    public static List<TypeInstrumentation> all() {
        WeakIdentityMap<Object, NettyExchange> streams = new WeakIdentityMap<>();
        return List.of(new NettyHttp2Instrumentation(streams), new NettyInstrumentation(streams));
    }
}
